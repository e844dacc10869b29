import { z } from "zod";
import { decodeCursor, encodeCursor } from "#lib/cursor.ts";
import { isStorable } from "#lib/storable.ts";

type Column = { readonly column: string; readonly holds: "text" | "time" };

export type Keyset<Where, Order> = {
  readonly orderBy: Order[];
  /** What comes after the cursor; null at the beginning. */
  readonly after: Where | null;
  readonly cursorAfter: (row: Readonly<Record<string, unknown>>) => string;
};

/** Every text column that a list is ordered by is stored text, every time a Date that Postgres holds. */
const text = z.string().refine(isStorable);
const time = z.number().int().min(0).max(253_402_300_799_999);

/**
 * Where a page begins and how it is ordered, for a list that can be sorted by several columns; `tie` tells equal
 * rows apart. A cursor of another order is the beginning: its position would mean nothing here.
 */
export function keyset<Where, Order>(
  { sort, cursor }: { readonly sort: string; readonly cursor?: string | undefined },
  columns: Readonly<Record<string, Column>>,
  tie: string,
): Keyset<Where, Order> {
  const way = sort.startsWith("-") ? ({ beyond: "lt", order: "desc" } as const) : up;
  const found = columns[sort.replace(/^-/, "")];
  const { column, holds } = found ?? { column: tie, holds: "text" as const };
  const value = holds === "time" ? time : text;
  const at = decodeCursor(cursor, z.tuple([z.literal(sort), value, text]));
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- columns of the caller's own table
    orderBy: [...new Set([column, tie])].map((each) => ({ [each]: way.order })) as Order[],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- columns of the caller's own table
    after: at && (beyond({ column, tie, op: way.beyond }, valueOf(at[1]), at[2]) as Where),
    cursorAfter: (row) => encodeCursor([sort, positionOf(row[column]), String(row[tie])]),
  };
}

const up = { beyond: "gt", order: "asc" } as const;

function beyond(
  { column, tie, op }: { readonly column: string; readonly tie: string; readonly op: "gt" | "lt" },
  value: string | Date,
  tied: string,
): object {
  if (column === tie) return { [tie]: { [op]: tied } };
  return {
    // Said apart from the tie, so that the index is entered at the place and not at its beginning.
    [column]: { [`${op}e`]: value },
    OR: [{ [column]: { [op]: value } }, { [column]: value, [tie]: { [op]: tied } }],
  };
}

function valueOf(position: string | number): string | Date {
  return typeof position === "number" ? new Date(position) : position;
}

function positionOf(value: unknown): string | number {
  return value instanceof Date ? value.getTime() : String(value);
}
