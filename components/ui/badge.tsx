import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { toneStyle, type Tone } from "./tone.ts";

export type BadgeProps = {
  readonly tone?: Tone | undefined;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string | undefined;
};

/** A short word about a thing: sensitivity, origin, role. For outcomes use OutcomeBadge, for life cycles StateBadge. */
export function Badge({ tone = "neutral", icon, children, className }: BadgeProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap",
        toneStyle[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
