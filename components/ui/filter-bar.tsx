"use client";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

export type FilterBarProps = {
  readonly search?: ReactNode;
  readonly children?: ReactNode;
  /** Right-hand side: counts, view settings. */
  readonly end?: ReactNode;
  /** Parameters that "Clear" removes. */
  readonly params: readonly string[];
};

/** Above a list: search, filters, and one way to clear them all. */
export function FilterBar({ search, children, end, params }: FilterBarProps) {
  const pathname = usePathname();
  const current = useSearchParams();
  const active = params.some((name) => current.has(name));
  const rest = new URLSearchParams(current);
  for (const name of [...params, "cursor"]) rest.delete(name);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      {search}
      {children}
      {active ? (
        <Link
          href={rest.size > 0 ? `${pathname}?${rest}` : pathname}
          scroll={false}
          className="rounded-sm px-1.5 py-1 text-sm text-muted hover:text-ink hover:underline"
        >
          Clear
        </Link>
      ) : null}
      {end ? <div className="ml-auto flex items-center gap-2 text-sm text-muted">{end}</div> : null}
    </div>
  );
}
