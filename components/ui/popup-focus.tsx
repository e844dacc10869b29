"use client";
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import type { Opened } from "./use-overlay.ts";

/** Tab leaves a popup from its button: to the stop after it, or before it with shift. */
export function leaveByTab(
  event: KeyboardEvent,
  anchor: RefObject<HTMLElement | null>,
  onClose: () => void,
): void {
  if (event.key !== "Tab") return;
  anchor.current?.focus();
  onClose();
}

/** Inside a popup: where the focus begins in it, and no stops for the keyboard around it. */
export function PopupOpened({ opened }: { readonly opened: Opened }) {
  const marker = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (opened === "by-pointer") return;
    const choices = marker.current?.parentElement?.querySelectorAll<HTMLElement>(
      "[role^=menuitem], [role=option]",
    );
    [...(choices ?? [])].at(opened === "first" ? 0 : -1)?.focus({ preventScroll: true });
  }, [opened]);
  useEffect(() => {
    // Base UI catches Tab with hidden stops, which axe takes for a fault: "aria-hidden, and yet it can have the focus".
    // Some of them come a moment after the popup.
    const frame = requestAnimationFrame(() => {
      for (const guard of document.querySelectorAll<HTMLElement>("[data-base-ui-focus-guard]"))
        if (!isOfDialog(guard)) guard.tabIndex = -1;
    });
    return () => cancelAnimationFrame(frame);
  });
  return <span ref={marker} hidden />;
}

function isOfDialog(guard: HTMLElement): boolean {
  return guard.parentElement?.querySelector(":scope > [role=dialog]") !== null;
}
