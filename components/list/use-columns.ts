"use client";
import { parseAsArrayOf, parseAsString, useQueryState } from "nuqs";
import { useListSettings } from "./list-context.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import type { KeptList } from "#lib/preferences/contract.ts";

export type ColumnChoice<Row> = {
  readonly shown: readonly Column<Row>[];
  /** Those that can be shown or not. */
  readonly choices: readonly { readonly column: Column<Row>; readonly on: boolean }[];
  readonly toggle: (key: string, on: boolean) => void;
  /** Null while everything is as everybody sees it. */
  readonly reset: (() => void) | null;
};

/**
 * Which columns a list shows: those of the address where it names some (a saved view, a link that somebody sent), else
 * those that the viewer chose, else what everybody sees. The first names the row and stays.
 */
export function useColumns<Row>(
  list: KeptList,
  columns: readonly Column<Row>[],
): ColumnChoice<Row> {
  const { preferences, change } = useListSettings();
  const [address, setAddress] = useQueryState("columns", parseAsArrayOf(parseAsString));
  const chosen = address ?? preferences.columns[list] ?? null;
  const isShown = (column: Column<Row>, index: number) =>
    index === 0 ||
    column.headerHidden === true ||
    (chosen === null ? column.optional !== true : chosen.includes(column.key));
  const shown = columns.filter(isShown);
  const choices = columns.flatMap((column, index) =>
    index === 0 || column.headerHidden ? [] : [{ column, on: isShown(column, index) }],
  );
  const keep = (keys: string[] | null) => {
    if (address !== null) void setAddress(keys);
    else change({ list: { name: list, columns: keys } });
  };
  return {
    shown,
    choices,
    toggle: (key, on) =>
      keep(
        choices
          .filter((each) => (each.column.key === key ? on : each.on))
          .map((each) => each.column.key),
      ),
    reset: chosen === null ? null : () => keep(null),
  };
}
