import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type StateTone = "good" | "busy" | "attention" | "bad" | "off";

// Filled, ring, diamond, square, dash: readable without colour.
const marks: Readonly<Record<StateTone, string>> = {
  good: "rounded-full bg-allow",
  busy: "rounded-full border-2 border-accent! animate-pulse-slow",
  attention: "rotate-45 rounded-[1px] bg-challenge",
  bad: "rounded-[1px] bg-deny",
  off: "h-0.5! rounded-full bg-control",
};

export type StateBadgeProps = {
  readonly tone: StateTone;
  readonly children: ReactNode;
  readonly className?: string | undefined;
};

/** The state of a thing in its life: a mark and a word ("Trusted", "Signing", "Suspended"). */
export function StateBadge({ tone, children, className }: StateBadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1.5 text-sm whitespace-nowrap text-ink",
        className,
      )}
    >
      <span aria-hidden className="flex size-2.5 shrink-0 items-center justify-center">
        <span className={classNames("block size-2", marks[tone])} />
      </span>
      {children}
    </span>
  );
}
