"use client";
import { useState } from "react";
import type { Selection } from "#components/ui/data-table.tsx";

export type ChosenRows<Row> = {
  readonly rows: readonly Row[];
  readonly selection: Selection<Row>;
  /** Chooses every row of the page; null when they are. */
  readonly all: (() => void) | null;
  readonly drop: (keys: ReadonlySet<string> | null) => void;
};

/** Rows that are chosen, kept from page to page while the list is open, each as it was last seen. */
export function useSelection<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  rowName: (row: Row) => string,
): ChosenRows<Row> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map());
  const now = new Map(rows.map((row) => [rowKey(row), row]));
  const toggle = (which: readonly Row[], on: boolean) => {
    const next = new Map(chosen);
    for (const row of which)
      if (on) next.set(rowKey(row), row);
      else next.delete(rowKey(row));
    setChosen(next);
  };
  const whole = rows.every((row) => chosen.has(rowKey(row)));
  return {
    all: whole ? null : () => toggle(rows, true),
    rows: [...chosen].map(([key, row]) => now.get(key) ?? row),
    selection: { has: (row) => chosen.has(rowKey(row)), toggle, name: rowName },
    drop: (keys) =>
      setChosen(keys === null ? new Map() : new Map([...chosen].filter(([key]) => !keys.has(key)))),
  };
}
