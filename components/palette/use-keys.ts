"use client";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { goToKeys } from "./palette-items.ts";
import { navigation } from "#components/shell/navigation.ts";
import { isTyping } from "#components/ui/is-typing.ts";

const secondKeyMs = 1200;

/** ⌘K or Ctrl+K opens the palette; `g` and then a letter goes to a page that the viewer may see. */
export function useKeys(permissions: readonly string[], openPalette: () => void): void {
  const router = useRouter();
  const gAt = useRef(0);
  const open = useRef(openPalette);
  useEffect(() => {
    open.current = openPalette;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        open.current();
        return;
      }
      if (hasModifier(event) || isTyping(event.target) || isInDialog()) return;
      const second = Date.now() - gAt.current < secondKeyMs;
      gAt.current = event.key === "g" ? Date.now() : 0;
      if (!second) return;
      const entry = navigation
        .flat()
        .find(
          ({ key, permission }) => goToKeys[key] === event.key && permissions.includes(permission),
        );
      if (!entry) return;
      event.preventDefault();
      router.push(entry.href);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [permissions, router]);
}

function hasModifier({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  return metaKey || ctrlKey || altKey;
}

function isInDialog(): boolean {
  return document.querySelector("[role=dialog], [role=alertdialog]") !== null;
}
