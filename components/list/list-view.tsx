"use client";
import { useState, type ReactNode } from "react";
import { BulkBar } from "./bulk-bar.tsx";
import type { ListAction, Noun } from "./list-action.ts";
import { LazyActionDialog } from "./lazy-action-dialog.tsx";
import { ListBar } from "./list-bar.tsx";
import { useListSettings } from "./list-context.tsx";
import { RowMenu } from "./row-menu.tsx";
import { useColumns } from "./use-columns.ts";
import { useSelection } from "./use-selection.ts";
import { useSorting } from "./use-sorting.ts";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import type { MenuItem } from "#components/ui/menu.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import type { KeptList } from "#lib/preferences/contract.ts";

export type ListViewProps<Row> = {
  /** The list's contract, under which columns and views are kept. */
  readonly list: KeptList;
  readonly noun: Noun;
  readonly caption: string;
  /** "Search people"; left out where there is nothing to search. */
  readonly search?: string;
  /** The parameters of search and filters. */
  readonly params: readonly string[];
  readonly filters?: ReactNode;
  /** Buttons of the list's own, last above it. */
  readonly end?: ReactNode;
  /** What the list was asked for, for the export. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly data: {
    readonly items: readonly Row[];
    readonly nextCursor: string | null;
    readonly total: number | null;
  };
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly rowHref?: (row: Row) => string;
  readonly sort?: string;
  readonly actions?: readonly ListAction<Row>[];
  readonly links?: (row: Row) => readonly MenuItem[];
  /** More that can be done with chosen rows than the actions say. */
  readonly bulk?: ((rows: readonly Row[], done: () => void) => ReactNode) | undefined;
  readonly empty: ReactNode;
};

type Asked<Row> = { readonly action: ListAction<Row>; readonly rows: readonly Row[] };

/** The one list: views, search, filters, columns, rows to be chosen, and what can be done with one or many. */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { list, noun, data, rowKey, rowName, links } = props;
  const { preferences, permissions } = useListSettings();
  const columns = useColumns(list, props.columns);
  const sorting = useSorting(props.sort);
  const chosen = useSelection(data.items, rowKey, rowName);
  const [asked, setAsked] = useState<Asked<Row> | null>(null);
  const actions = (props.actions ?? []).filter((each) => permissions.includes(each.permission));
  const selectable = actions.length > 0 || props.bulk !== undefined;
  const none = () => chosen.drop(null);
  const menu: Column<Row> = {
    key: "actions",
    header: "Actions",
    headerHidden: true,
    align: "end",
    width: "3.5rem",
    cell: (row) => (
      <RowMenu
        row={row}
        name={rowName(row)}
        actions={actions}
        links={links?.(row) ?? []}
        onAction={(action) => setAsked({ action, rows: [row] })}
      />
    ),
  };
  return (
    <>
      <ListBar
        list={list}
        noun={noun}
        search={props.search}
        params={props.params}
        filters={props.filters}
        end={props.end}
        input={props.input}
        total={data.total}
        columns={columns}
      />
      <DataTable
        caption={props.caption}
        columns={links || actions.length > 0 ? [...columns.shown, menu] : columns.shown}
        rows={data.items}
        rowKey={rowKey}
        rowHref={props.rowHref}
        empty={props.empty}
        sorting={sorting}
        dense={preferences.density === "compact"}
        selection={selectable ? chosen.selection : undefined}
      />
      {chosen.rows.length > 0 ? (
        <BulkBar
          count={formatCount(chosen.rows.length, noun.one, noun.many)}
          actions={actions}
          onAction={(action) => setAsked({ action, rows: chosen.rows })}
          onAll={chosen.all}
          onNone={none}
        >
          {props.bulk?.(chosen.rows, none)}
        </BulkBar>
      ) : null}
      <Pagination
        next={data.nextCursor}
        summary={
          data.total === null
            ? undefined
            : `${formatNumber(data.items.length)} of ${formatCount(data.total, noun.one, noun.many)}`
        }
      />
      {asked ? (
        <LazyActionDialog
          {...asked}
          noun={noun}
          name={rowName}
          onDone={(rows) => chosen.drop(new Set(rows.map(rowKey)))}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </>
  );
}
