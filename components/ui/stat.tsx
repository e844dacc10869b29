import Link from "next/link";
import type { ReactNode } from "react";

export type StatProps = {
  readonly label: string;
  readonly value: ReactNode;
  /** A word about it: the change, the share, the cause. */
  readonly detail?: ReactNode;
  /** Every figure leads to its list. */
  readonly href: string;
};

/** One figure that is a link to what it counts. */
export function Stat({ label, value, detail, href }: StatProps) {
  return (
    <Link
      href={href}
      className="block min-w-0 rounded-lg border bg-surface px-4 py-3 transition-colors hover:border-line-strong hover:bg-hover"
    >
      <span className="block truncate text-sm text-muted">{label}</span>
      <span className="mt-0.5 block text-2xl font-semibold tracking-tight tabular-nums">
        {value}
      </span>
      {detail ? <span className="mt-0.5 block truncate text-xs text-muted">{detail}</span> : null}
    </Link>
  );
}
