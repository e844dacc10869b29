import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import type { Decision } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";
import { decisions } from "./contract.ts";
import { isIndexed } from "./match-decisions.ts";
import { readRows, searchDecisions, type Position } from "./search-decisions.ts";
import { summaryOf } from "./summary-of.ts";

/** Newest first by the time they were made, unless asked otherwise; the cursor is the last one's time and number. */
export const listDecisions = verb(decisions.list, async (_ctx, input, tx) => {
  const from = decodeCursor(input.cursor, positions.time);
  const { rows, reached } = isIndexed(input)
    ? { rows: await readRows(tx, input, from, null, input.limit + 1), reached: null }
    : await searchDecisions(tx, input, from);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const next = rows.length > input.limit && last ? positionOf(last) : reached;
  return {
    items: items.map(summaryOf),
    nextCursor: next && encodeCursor(next),
    total: null,
    searchedTo: reached && new Date(reached[0]),
  };
});

function positionOf({ decidedAt, seq }: Decision): Position {
  return [decidedAt.getTime(), seq.toString()];
}
