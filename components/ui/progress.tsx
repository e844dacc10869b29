"use client";
import { useId } from "react";
import { classNames } from "./class-names.ts";

export type ProgressProps = {
  readonly label: string;
  /** null while nobody knows how much there is. */
  readonly value: number | null;
  readonly max?: number;
  /** Words beside the bar, for example "612 of 1,040 operations". */
  readonly detail?: string | undefined;
};

/** Long work under way. */
export function Progress({ label, value, max = 100, detail }: ProgressProps) {
  const id = useId();
  return (
    <div className="space-y-1.5 text-sm">
      <div className="flex justify-between gap-4">
        <span id={id} className="font-medium">
          {label}
        </span>
        {detail ? <span className="text-muted tabular-nums">{detail}</span> : null}
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value ?? undefined}
        aria-valuetext={detail}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className={classNames(
            "h-full rounded-full bg-accent transition-[width]",
            value === null && "w-1/3 animate-slide",
          )}
          style={value === null ? undefined : { width: `${(100 * value) / max}%` }}
        />
      </div>
    </div>
  );
}
