"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { goToKeys } from "./palette-items.ts";
import { navigation } from "#components/shell/navigation.ts";

const secondKeyMs = 1200;

export type KeyTargets = {
  readonly permissions: readonly string[];
  /** Whether single letters are shortcuts; whoever speaks or types by other means may turn them off. */
  readonly letters: boolean;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
};

/**
 * The keys of the console, in one place: Ctrl+K or ⌘K everywhere; `?`, `/`, `j`, `k`, `x`, `.` and `g` with a letter
 * wherever a key is not text and the viewer has not turned them off.
 */
export function useKeys(targets: KeyTargets): void {
  const router = useRouter();
  const gAt = useRef(0);
  const now = useRef(targets);
  useEffect(() => {
    now.current = targets;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { openPalette, openHelp, permissions, letters } = now.current;
      if (isPaletteKey(event)) {
        event.preventDefault();
        openPalette();
        return;
      }
      if (hasModifier(event) || isTyping(event.target) || isInDialog()) return;
      const key = keyOf(event, letters);
      const second = Date.now() - gAt.current < secondKeyMs;
      gAt.current = !second && key === "g" ? Date.now() : 0;
      const act = second
        ? goTo(key, permissions, (href) => router.push(href))
        : actionOf(key, event.target, openHelp);
      if (act?.()) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router]);
}

/** True: the key was for us. */
type Action = () => boolean;

function goTo(
  letter: string,
  permissions: readonly string[],
  go: (href: string) => void,
): Action | null {
  const entry = navigation
    .flat()
    .find(({ key, permission }) => goToKeys[key] === letter && permissions.includes(permission));
  if (!entry) return null;
  return () => {
    go(entry.href);
    return true;
  };
}

/** None of the keys, where single letters are turned off. */
function keyOf({ key }: KeyboardEvent, letters: boolean): string {
  return letters || key === "Enter" ? key : "";
}

function actionOf(key: string, target: EventTarget | null, openHelp: () => void): Action | null {
  const byKey: Readonly<Record<string, Action>> = {
    Enter: () => openRow(target),
    j: () => moveRow(1),
    k: () => moveRow(-1),
    x: () => pressInRow("[data-row-box] input"),
    ".": () => pressInRow("[data-row-menu]"),
    "/": focusSearch,
    "?": () => {
      openHelp();
      return true;
    },
  };
  return Object.hasOwn(byKey, key) ? (byKey[key] ?? null) : null;
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("#content input[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

/** To the next or previous row of the page's list, from wherever in a row the focus is; Enter opens it. */
function moveRow(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("#content [data-row]")];
  const here = document.activeElement?.closest("tr") ?? null;
  const at = rows.findIndex((row) => here !== null && row.closest("tr") === here);
  const next = at < 0 ? rows.at(step === 1 ? 0 : -1) : rows[at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

/** Its box or its menu, of the row that has the focus. */
function pressInRow(selector: string): boolean {
  const control = document.activeElement?.closest("tr")?.querySelector<HTMLElement>(selector);
  control?.click();
  return control !== null && control !== undefined;
}

/** A row without a page of its own opens what it has to show; links and buttons do so by themselves. */
function openRow(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || !target.matches("tr[data-row]")) return false;
  const control = target.querySelector<HTMLElement>("[data-open-row]");
  control?.click();
  return control !== null;
}

function isPaletteKey({ key, metaKey, ctrlKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "k" && (metaKey || ctrlKey);
}

function hasModifier({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  return metaKey || ctrlKey || altKey;
}

function isInDialog(): boolean {
  return document.querySelector("[role=dialog], [role=alertdialog]") !== null;
}

/** A key that is pressed there is text, or chooses among options by their first letter, and is no shortcut. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest(
        "input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox], [role=listbox], [role=menu]",
      ) !== null)
  );
}
