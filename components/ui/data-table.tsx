import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Skeleton } from "./skeleton.tsx";

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "start" | "end";
  /** Any CSS width; the rest is shared. */
  readonly width?: string;
  /** Left out on a phone. */
  readonly secondary?: boolean;
  /** The header is for screen readers only (row actions). */
  readonly headerHidden?: boolean;
  /** The key to sort by, where the list can be sorted by this column. */
  readonly sort?: string;
};

export type Sorting = {
  readonly by: string;
  readonly descending: boolean;
  readonly href: (by: string, descending: boolean) => string;
};

export type DataTableProps<Row> = {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Makes the whole row lead to a page; the link itself is the first cell. */
  readonly rowHref?: ((row: Row) => string) | undefined;
  /** Shown instead of rows when there is none: an EmptyState. */
  readonly empty?: ReactNode;
  /** Skeleton rows in place of rows. */
  readonly loading?: boolean;
  readonly sorting?: Sorting | undefined;
  /** On a phone: cells below each other, or the table scrolled sideways. */
  readonly phone?: "stack" | "scroll";
  /** Without its own frame, inside a Card with padding "none". */
  readonly bare?: boolean;
};

// Stacked cells take `display: block` on a phone, which would take the table's meaning away: said explicitly.
const roles = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  head: { role: "columnheader" },
  rowHead: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

/** The one table: dense, sticky header, row links without scripts, stacked on a phone. Works on server and client. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, loading = false, empty, phone = "stack", bare = false } = props;
  const frame = classNames(
    "min-w-0 max-lg:overflow-x-auto",
    !bare && "rounded-lg border bg-surface",
  );
  if (!loading && rows.length === 0 && empty) return <div className={frame}>{empty}</div>;
  const stack = phone === "stack";
  return (
    <div className={frame}>
      <table
        {...roles.table}
        aria-busy={loading || undefined}
        className={classNames(
          "w-full border-separate border-spacing-0 text-sm",
          stack && "max-sm:block",
        )}
      >
        <caption className="sr-only">{caption}</caption>
        <thead {...roles.group} className={classNames(stack && "max-sm:sr-only")}>
          <tr {...roles.row}>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sorting={props.sorting} />
            ))}
          </tr>
        </thead>
        <tbody {...roles.group} className={classNames(stack && "max-sm:block")}>
          {loading
            ? Array.from({ length: 8 }, (_, index) => (
                <SkeletonRow key={index} columns={columns} stack={stack} index={index} />
              ))
            : rows.map((row) => (
                <BodyRow
                  key={props.rowKey(row)}
                  row={row}
                  columns={columns}
                  stack={stack}
                  href={props.rowHref?.(row)}
                />
              ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>({
  column,
  sorting,
}: {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
}) {
  const active = sorting !== undefined && column.sort === sorting.by;
  const direction = active ? (sorting.descending ? "descending" : "ascending") : undefined;
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <th
      {...roles.head}
      scope="col"
      aria-sort={direction}
      style={column.width ? { width: column.width } : undefined}
      className={classNames(
        "z-20 h-8 border-b bg-sunken px-3 text-xs font-medium whitespace-nowrap text-muted first:rounded-tl-lg last:rounded-tr-lg lg:sticky lg:top-(--topbar)",
        column.align === "end" ? "text-right" : "text-left",
        column.secondary && "max-sm:hidden",
      )}
    >
      {column.sort !== undefined && sorting ? (
        <Link
          href={sorting.href(column.sort, active && !sorting.descending)}
          scroll={false}
          className="group inline-flex items-center gap-1 hover:text-ink"
        >
          {column.header}
          <Arrow
            aria-hidden
            className={classNames(
              "size-3",
              !active && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60",
            )}
          />
        </Link>
      ) : (
        <span className={column.headerHidden ? "sr-only" : undefined}>{column.header}</span>
      )}
    </th>
  );
}

type BodyRowProps<Row> = {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly stack: boolean;
  readonly href: string | undefined;
};

function BodyRow<Row>({ row, columns, stack, href }: BodyRowProps<Row>) {
  return (
    <tr
      {...roles.row}
      className={classNames(
        "group/row relative",
        href && "hover:bg-hover has-[a[data-row]:focus-visible]:bg-hover",
        stack && "max-sm:block max-sm:border-b max-sm:px-4 max-sm:py-2.5 max-sm:last:border-b-0",
      )}
    >
      {columns.map((column, index) => (
        <BodyCell key={column.key} column={column} first={index === 0} stack={stack}>
          {index === 0 && href ? (
            // The link spans the row; controls in other cells lie above it.
            <Link
              data-row
              href={href}
              className="font-medium text-ink outline-offset-[-2px] after:absolute after:inset-0 after:content-[''] hover:underline"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </BodyCell>
      ))}
    </tr>
  );
}

type BodyCellProps<Row> = {
  readonly column: Column<Row>;
  readonly first: boolean;
  readonly stack: boolean;
  readonly children: ReactNode;
};

function BodyCell<Row>({ column, first, stack, children }: BodyCellProps<Row>) {
  const className = classNames(
    "h-10 border-b px-3 py-1.5 align-middle group-last/row:border-b-0 [overflow-wrap:anywhere]",
    column.align === "end" ? "text-right" : "text-left",
    column.secondary && "max-sm:hidden!",
    stack && "max-sm:h-auto max-sm:border-0 max-sm:px-0 max-sm:py-0.5",
    stack &&
      (first
        ? "max-sm:block max-sm:text-base"
        : "max-sm:flex max-sm:items-center max-sm:justify-between max-sm:gap-4 max-sm:text-right"),
    !first &&
      "[&_a]:relative [&_a]:z-10 [&_button]:relative [&_button]:z-10 [&_[role=checkbox]]:relative [&_[role=checkbox]]:z-10",
  );
  if (first)
    return (
      <th {...roles.rowHead} scope="row" className={classNames(className, "font-normal")}>
        {children}
      </th>
    );
  return (
    <td {...roles.cell} className={className}>
      {stack && !column.headerHidden ? (
        <span aria-hidden className="shrink-0 text-muted sm:hidden">
          {column.header}
        </span>
      ) : null}
      {stack ? <div className="min-w-0 max-sm:flex max-sm:justify-end">{children}</div> : children}
    </td>
  );
}

type SkeletonRowProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly stack: boolean;
  readonly index: number;
};

function SkeletonRow<Row>({ columns, stack, index }: SkeletonRowProps<Row>) {
  const widths = ["w-32", "w-24", "w-40", "w-28"];
  return (
    <tr
      {...roles.row}
      className={classNames("group/row", stack && "max-sm:block max-sm:px-4 max-sm:py-2.5")}
    >
      {columns.map((column, at) => (
        <BodyCell key={column.key} column={column} first={at === 0} stack={stack}>
          <Skeleton
            className={classNames(
              "h-3.5 max-w-full",
              widths[(index + at) % widths.length],
              column.align === "end" && "ml-auto",
            )}
          />
        </BodyCell>
      ))}
    </tr>
  );
}
