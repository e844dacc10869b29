"use client";
import { Progress as Base } from "@base-ui/react/progress";

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
  return (
    <Base.Root value={value} max={max} className="space-y-1.5 text-sm">
      <div className="flex justify-between gap-4">
        <Base.Label className="font-medium">{label}</Base.Label>
        {detail ? <span className="text-muted tabular-nums">{detail}</span> : null}
      </div>
      <Base.Track className="h-1.5 overflow-hidden rounded-full bg-line">
        <Base.Indicator className="h-full rounded-full bg-accent transition-[width] data-indeterminate:w-1/3 data-indeterminate:animate-slide" />
      </Base.Track>
    </Base.Root>
  );
}
