import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import type { Column, Selection } from "./data-table.tsx";
import { RowBox } from "./row-box.tsx";
import { Skeleton } from "./skeleton.tsx";
import { tableRoles } from "./table-roles.ts";
import { cellStyle } from "./table-style.ts";

export type BodyRowProps<Row> = {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly stack: boolean;
  readonly href: string | undefined;
  readonly selection?: Selection<Row> | undefined;
};

/** One row of a DataTable. */
export function BodyRow<Row>({ row, columns, stack, href, selection }: BodyRowProps<Row>) {
  const chosen = selection?.has(row) ?? false;
  return (
    <tr
      {...tableRoles.row}
      // Without a page of its own the row itself takes the focus of `j` and `k`.
      {...(href === undefined ? { "data-row": true, tabIndex: -1 } : {})}
      className={classNames(
        "group/row relative outline-offset-[-2px]",
        chosen && "bg-selected",
        href && "hover:bg-hover has-[a[data-row]:focus-visible]:bg-hover",
        stack && "max-sm:block max-sm:border-b max-sm:px-4 max-sm:py-2.5 max-sm:last:border-b-0",
      )}
    >
      {columns.map((column, index) =>
        index === 0 ? (
          <th
            key={column.key}
            {...tableRoles.rowHead}
            scope="row"
            className={classNames(cellStyle(column, true, stack), "font-normal")}
          >
            <RowHead row={row} selection={selection}>
              <RowLink href={href}>{column.cell(row)}</RowLink>
            </RowHead>
          </th>
        ) : (
          <BodyCell key={column.key} column={column} stack={stack}>
            {column.cell(row)}
          </BodyCell>
        ),
      )}
    </tr>
  );
}

function RowHead<Row>({
  row,
  selection,
  children,
}: Pick<BodyRowProps<Row>, "row" | "selection"> & { readonly children: ReactNode }) {
  if (!selection) return children;
  return (
    <span className="flex items-center gap-1.5">
      <RowBox
        label={`Choose ${selection.name(row)}`}
        checked={selection.has(row)}
        onChange={(on) => selection.toggle([row], on)}
      />
      <span className="min-w-0">{children}</span>
    </span>
  );
}

/** The link spans the row by its ::after; controls in other cells lie above it. */
function RowLink({
  href,
  children,
}: {
  readonly href: string | undefined;
  readonly children: ReactNode;
}) {
  if (href === undefined) return children;
  return (
    <Link
      data-row
      href={href}
      className="inline-block font-medium text-ink outline-offset-1 after:absolute after:inset-0 after:content-[''] hover:underline"
    >
      {children}
    </Link>
  );
}

type BodyCellProps<Row> = {
  readonly column: Column<Row>;
  readonly stack: boolean;
  readonly children: ReactNode;
};

function BodyCell<Row>({ column, stack, children }: BodyCellProps<Row>) {
  return (
    <td {...tableRoles.cell} className={cellStyle(column, false, stack)}>
      {stack && !column.headerHidden && !column.block ? (
        <span aria-hidden className="shrink-0 text-muted sm:hidden">
          {column.header}
        </span>
      ) : null}
      {stack ? (
        <div className={classNames("min-w-0", !column.block && "max-sm:flex max-sm:justify-end")}>
          {children}
        </div>
      ) : (
        children
      )}
    </td>
  );
}

export type SkeletonRowProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly stack: boolean;
  readonly index: number;
};

const widths = ["max-w-32", "max-w-24", "max-w-40", "max-w-28"];

/** A row that is still on its way; as high as a real one. */
export function SkeletonRow<Row>({ columns, stack, index }: SkeletonRowProps<Row>) {
  return (
    <tr
      {...tableRoles.row}
      className={classNames(
        "group/row relative",
        stack && "max-sm:block max-sm:px-4 max-sm:py-2.5",
      )}
    >
      {columns.map((column, at) => (
        <td key={column.key} {...tableRoles.cell} className={cellStyle(column, at === 0, stack)}>
          {column.headerHidden ? null : (
            <Skeleton
              className={classNames(
                "h-3.5 w-full min-w-12",
                widths[(index + at) % widths.length],
                column.align === "end" && "ml-auto",
              )}
            />
          )}
        </td>
      ))}
    </tr>
  );
}
