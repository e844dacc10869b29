import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import type { Column, Sorting } from "./data-table.tsx";
import { tableRoles } from "./table-roles.ts";
import { headerStyle } from "./table-style.ts";

export type HeaderCellProps<Row> = {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly bare: boolean;
  /** Before the name: the box that chooses all. */
  readonly before?: ReactNode;
};

/** A column's name; where the list can be sorted by it, a link that does so. */
export function HeaderCell<Row>({ column, sorting, bare, before }: HeaderCellProps<Row>) {
  const direction = directionOf(column, sorting);
  return (
    <th
      {...tableRoles.head}
      scope="col"
      aria-sort={direction}
      style={column.width ? { width: column.width } : undefined}
      className={headerStyle(column, bare)}
    >
      {before}
      {column.sort !== undefined && sorting ? (
        <SortLink
          label={column.header}
          direction={direction}
          href={sorting.href(column.sort, direction === "ascending")}
        />
      ) : (
        <span className={column.headerHidden ? "sr-only" : undefined}>{column.header}</span>
      )}
    </th>
  );
}

type Direction = "ascending" | "descending" | undefined;

function directionOf<Row>(column: Column<Row>, sorting: Sorting | undefined): Direction {
  if (!sorting || column.sort !== sorting.by) return undefined;
  return sorting.descending ? "descending" : "ascending";
}

function SortLink({
  label,
  direction,
  href,
}: {
  readonly label: string;
  readonly direction: Direction;
  readonly href: string;
}) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <Link
      href={href}
      scroll={false}
      className="group inline-flex h-6 items-center gap-1 hover:text-ink"
    >
      {label}
      <Arrow
        aria-hidden
        className={classNames(
          "size-3",
          !direction && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
        )}
      />
    </Link>
  );
}
