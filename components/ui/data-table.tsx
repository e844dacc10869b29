import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { HeaderCell } from "./header-cell.tsx";
import { RowBox } from "./row-box.tsx";
import { BodyRow, SkeletonRow } from "./table-row.tsx";
import { tableRoles } from "./table-roles.ts";

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "start" | "end";
  /** Any CSS width; the rest is shared. */
  readonly width?: string;
  /** Left out on a phone. */
  readonly secondary?: boolean;
  /** On a phone a line of its own, without its name: for sentences. */
  readonly block?: boolean;
  /** The header is for screen readers only (row actions). */
  readonly headerHidden?: boolean;
  /** The key to sort by, where the list can be sorted by this column. */
  readonly sort?: string;
  /** Shown only to who chose it. */
  readonly optional?: boolean;
};

/** Rows that are chosen for something to be done with all of them. */
export type Selection<Row> = {
  readonly has: (row: Row) => boolean;
  readonly toggle: (rows: readonly Row[], on: boolean) => void;
  /** What a row is called, for screen readers. */
  readonly name: (row: Row) => string;
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
  /** Lower rows. */
  readonly dense?: boolean;
  /** A box before each row. */
  readonly selection?: Selection<Row> | undefined;
};

/** The one table: dense, sticky header, row links without scripts, stacked on a phone. Works on server and client. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const nothing = !props.loading && props.rows.length === 0;
  return (
    <div
      data-dense={props.dense || undefined}
      className={classNames(
        "group/table min-w-0 max-lg:overflow-x-auto",
        !props.bare && "rounded-lg border bg-surface",
      )}
    >
      {nothing && props.empty ? props.empty : <FilledTable {...props} />}
    </div>
  );
}

function FilledTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, loading = false, sorting } = props;
  const stack = props.phone !== "scroll";
  return (
    <table
      {...tableRoles.table}
      aria-busy={loading || undefined}
      className={classNames(
        "w-full border-separate border-spacing-0 text-sm",
        stack && "max-sm:block",
      )}
    >
      <caption className="sr-only">{caption}</caption>
      <thead {...tableRoles.group} className={classNames(stack && "max-sm:sr-only")}>
        <tr {...tableRoles.row}>
          {columns.map((column, index) => (
            <HeaderCell
              key={column.key}
              column={column}
              sorting={sorting}
              bare={props.bare ?? false}
              before={index === 0 ? <ChooseAll {...props} /> : null}
            />
          ))}
        </tr>
      </thead>
      <tbody {...tableRoles.group} className={classNames(stack && "max-sm:block")}>
        {loading ? (
          <SkeletonRows columns={columns} stack={stack} />
        ) : (
          <Rows {...props} stack={stack} />
        )}
      </tbody>
    </table>
  );
}

/** Every row of this page. */
function ChooseAll<Row>({ rows, selection }: DataTableProps<Row>) {
  if (!selection || rows.length === 0) return null;
  const count = rows.filter(selection.has).length;
  const all = count === rows.length;
  return (
    <RowBox
      label="Choose all on this page"
      checked={all || (count > 0 && "mixed")}
      onChange={() => selection.toggle(rows, !all)}
    />
  );
}

function Rows<Row>({
  rows,
  rowKey,
  rowHref,
  columns,
  stack,
  selection,
}: DataTableProps<Row> & { readonly stack: boolean }) {
  return rows.map((row) => (
    <BodyRow
      key={rowKey(row)}
      row={row}
      columns={columns}
      stack={stack}
      href={rowHref?.(row)}
      selection={selection}
    />
  ));
}

function SkeletonRows<Row>({
  columns,
  stack,
}: {
  readonly columns: readonly Column<Row>[];
  readonly stack: boolean;
}) {
  return Array.from({ length: 8 }, (_, index) => (
    <SkeletonRow key={index} columns={columns} stack={stack} index={index} />
  ));
}
