"use client";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { formatExact } from "./format-time.ts";

const delayMs = 250;
/** The way from what is explained to the explanation, which stays while the pointer is on it. */
const leaveMs = 120;
const gap = 6;

/** The one popup of all tooltips; rendered by the providers. */
export function TooltipLayer() {
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (next: HTMLElement | null, afterMs: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => setTarget(next), afterMs);
    };
    const enter = ({ target: at }: Event) => {
      if (!(at instanceof Element)) return;
      if (popup.current?.contains(at)) clearTimeout(timer);
      else later(at.closest<HTMLElement>("[data-tip]"), delayMs);
    };
    const over = (event: PointerEvent) => {
      if (event.pointerType === "touch" || !(event.target instanceof Element)) return;
      if (event.target.closest("[data-tip]")) enter(event);
      else if (popup.current?.contains(event.target)) clearTimeout(timer);
      else later(null, leaveMs);
    };
    const focused = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.matches(":focus-visible")) enter(event);
    };
    const hide = () => later(null, 0);
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") hide();
    };
    const ends = new AbortController();
    const listening = { capture: true, signal: ends.signal };
    document.addEventListener("pointerover", over, listening);
    document.addEventListener("focusin", focused, listening);
    document.addEventListener("keydown", onKey, listening);
    for (const type of ["pointerdown", "focusout", "scroll"])
      document.addEventListener(type, hide, listening);
    return () => {
      clearTimeout(timer);
      ends.abort();
    };
  }, []);
  useLayoutEffect(() => {
    if (target && popup.current) place(popup.current, target.getBoundingClientRect());
  }, [target]);
  const text = target?.isConnected ? textOf(target) : "";
  return text === "" ? null : (
    <div
      ref={popup}
      aria-hidden
      className="fixed z-80 w-max max-w-72 rounded-sm bg-ink px-2 py-1 text-xs text-canvas shadow-popup dark:border dark:bg-raised dark:text-ink"
    >
      {text}
    </div>
  );
}

/** What a mark says; an instant is said in the reader's zone. */
function textOf(target: HTMLElement): string {
  if (target instanceof HTMLTimeElement) return formatExact(Date.parse(target.dateTime));
  return target.dataset["tip"] ?? "";
}

/** Above what it explains, below where there is no room, and never outside of the window. */
function place(popup: HTMLElement, at: DOMRect): void {
  const { width, height } = popup.getBoundingClientRect();
  const left = at.left + at.width / 2 - width / 2;
  const above = at.top - gap - height;
  popup.style.left = `${Math.max(gap, Math.min(left, window.innerWidth - width - gap))}px`;
  popup.style.top = `${above < gap ? at.bottom + gap : above}px`;
}
