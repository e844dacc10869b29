"use client";
import { useSyncExternalStore } from "react";
import { formatRelative } from "./format-time.ts";

const tickMs = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

// One clock for all times on the page, running only while there is one to show.
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
// Rounded up, so that what has just happened never lies in the future.
const now = () => Math.ceil(Date.now() / tickMs) * tickMs;

export type RelativeTimeProps = {
  /** A date, its ISO text or epoch milliseconds. */
  readonly value: Date | string | number;
};

/** "3 min ago", ticking; the exact time in the reader's zone on hover. */
export function RelativeTime({ value }: RelativeTimeProps) {
  const timeMs = new Date(value).getTime();
  const nowMs = useSyncExternalStore(subscribe, now, now);
  if (Number.isNaN(timeMs)) return <span className="text-faint">unknown</span>;
  return (
    <time
      data-tip=""
      dateTime={new Date(timeMs).toISOString()}
      suppressHydrationWarning
      className="whitespace-nowrap"
    >
      {formatRelative(timeMs, nowMs)}
    </time>
  );
}
