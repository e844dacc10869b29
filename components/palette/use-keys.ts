"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { goToKeys } from "./palette-items.ts";
import { navigation } from "#components/shell/navigation.ts";

const secondKeyMs = 1200;

export type KeyTargets = {
  readonly permissions: readonly string[];
  readonly openPalette: () => void;
  readonly openHelp: () => void;
};

/**
 * The keys of the console, in one place: Ctrl+K or ⌘K everywhere; `?`, `/`, `j`, `k` and `g` with a letter
 * wherever a key is not text.
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
      const { openPalette, openHelp, permissions } = now.current;
      if (isPaletteKey(event)) {
        event.preventDefault();
        openPalette();
        return;
      }
      if (hasModifier(event) || isTyping(event.target) || isInDialog()) return;
      const second = Date.now() - gAt.current < secondKeyMs;
      gAt.current = !second && event.key === "g" ? Date.now() : 0;
      const act = second
        ? goTo(event.key, permissions, (href) => router.push(href))
        : actionOf(event.key, openHelp);
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

function actionOf(key: string, openHelp: () => void): Action | null {
  if (key === "j") return () => moveRow(1);
  if (key === "k") return () => moveRow(-1);
  if (key === "/") return focusSearch;
  if (key !== "?") return null;
  return () => {
    openHelp();
    return true;
  };
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("#content input[data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}

/** To the next or previous row of the page's list; Enter follows it, as with any link. */
function moveRow(step: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("#content a[data-row]")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? links.at(step === 1 ? 0 : -1) : links[at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return next !== undefined;
}

function isPaletteKey({ key, metaKey, ctrlKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "k" && (metaKey || ctrlKey);
}

function hasModifier({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  return metaKey || ctrlKey || altKey;
}

/** Messages that come by themselves have a dialog's role too, but hold nobody up. */
function isInDialog(): boolean {
  const dialogs = [...document.querySelectorAll("[role=dialog], [role=alertdialog]")];
  return dialogs.some((each) => each.closest("[data-toasts]") === null);
}

/** A key that is pressed there is text, or chooses among options by their first letter, and is no shortcut. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=combobox], [role=listbox], [role=menu]") !==
        null)
  );
}
