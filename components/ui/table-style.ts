import { classNames } from "./class-names.ts";
import type { Column } from "./data-table.tsx";

/** What places a column's cells, whatever a row holds. */
type Placement = Pick<Column<never>, "align" | "secondary" | "headerHidden" | "block">;

const alignment = { start: "text-left", end: "text-right" } as const;

export function headerStyle(column: Placement, bare: boolean): string {
  return classNames(
    "z-20 h-8 border-b bg-sunken px-3 text-xs font-medium whitespace-nowrap text-muted lg:sticky lg:top-(--table-top)",
    !bare && "first:rounded-tl-lg last:rounded-tr-lg",
    alignment[column.align ?? "start"],
    column.secondary && "max-sm:hidden",
  );
}

export function cellStyle(column: Placement, first: boolean, stack: boolean): string {
  return classNames(
    "h-10 border-b px-3 py-1.5 align-middle group-last/row:border-b-0 sm:group-data-dense/table:h-8 sm:group-data-dense/table:py-0.5",
    // The column that names the row gives way; words elsewhere stay whole.
    first || column.block ? "[overflow-wrap:anywhere]" : "[overflow-wrap:break-word]",
    alignment[column.align ?? "start"],
    column.secondary && "max-sm:hidden!",
    stack && stackedStyle(column, first),
    // Links and controls lie above the link that spans the row, and are large enough to be hit.
    !first &&
      "[&_a]:relative [&_a]:z-10 [&_a]:inline-flex [&_a]:min-h-6 [&_a]:items-center [&_button]:relative [&_button]:z-10 [&_input]:relative [&_input]:z-10",
  );
}

function stackedStyle(column: Placement, first: boolean): string {
  const base = "max-sm:h-auto max-sm:border-0 max-sm:px-0 max-sm:py-0.5";
  if (first) return `${base} max-sm:block max-sm:pr-12 max-sm:text-base`;
  if (column.block) return `${base} max-sm:block`;
  if (column.headerHidden) return `${base} max-sm:absolute max-sm:top-1.5 max-sm:right-2`;
  return `${base} max-sm:flex max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:text-right max-sm:has-[>div:empty]:hidden`;
}
