import type { Transaction } from "#lib/db/client.ts";
import type { Decision } from "#lib/db/generated/client.ts";
import { matching, timeRange, type DecisionSearch } from "./match-decisions.ts";

/** The time and number of the last decision that was looked at. */
export type Position = readonly [number, string];

type Found = {
  readonly rows: readonly Decision[];
  /** How far the search came; null: everything was looked at, or the page is full. */
  readonly reached: Position | null;
};

const bounds = {
  /** So many are looked at in one go where no index leads to those that match… */
  stepRows: 100_000,
  /** …and about so long for one answer: what is further away is found by going on from its cursor. */
  searchMs: 1_000,
};

/** Step by step away from where it begins, until the page is full, everything was looked at, or time is up. */
export async function searchDecisions(
  tx: Transaction,
  input: DecisionSearch,
  begin: Position | null,
  { stepRows, searchMs } = bounds,
): Promise<Found> {
  const until = performance.now() + searchMs;
  const rows: Decision[] = [];
  let from = begin;
  for (;;) {
    const edge = await stepFrom(tx, input, from, stepRows);
    rows.push(...(await readRows(tx, input, from, edge, input.limit + 1 - rows.length)));
    if (edge === null || rows.length > input.limit) return { rows, reached: null };
    // The step ended before that instant: what was decided then comes with the next one.
    from = [edge.getTime(), input.sort === "time" ? "0" : "9".repeat(18)];
    if (performance.now() >= until) return { rows, reached: from };
  }
}

/** The time at which a step that begins there ends; null when there are no more decisions than that. */
async function stepFrom(
  tx: Transaction,
  input: DecisionSearch,
  from: Position | null,
  stepRows: number,
): Promise<Date | null> {
  const begin = from && new Date(from[0]);
  const ascending = input.sort === "time";
  const row = await tx.decision.findFirst({
    where: {
      AND: [
        timeRange(input),
        begin ? { decidedAt: ascending ? { gte: begin } : { lte: begin } } : {},
      ],
    },
    orderBy: { decidedAt: ascending ? "asc" : "desc" },
    skip: stepRows,
    select: { decidedAt: true },
  });
  // So many at one instant can't be told apart by time: the step has no end.
  return row && row.decidedAt.getTime() !== begin?.getTime() ? row.decidedAt : null;
}

export async function readRows(
  tx: Transaction,
  input: DecisionSearch,
  from: Position | null,
  edge: Date | null,
  take: number,
): Promise<Decision[]> {
  const ascending = input.sort === "time";
  const order = ascending ? "asc" : "desc";
  const step = edge && { decidedAt: ascending ? { lt: edge } : { gt: edge } };
  return tx.decision.findMany({
    where: { AND: [matching(input), from ? beyond(from, ascending) : {}, step ?? {}] },
    orderBy: [{ decidedAt: order }, { seq: order }],
    take,
  });
}

function beyond([time, seq]: Position, ascending: boolean) {
  const decidedAt = new Date(time);
  const [past, upTo] = ascending ? (["gt", "gte"] as const) : (["lt", "lte"] as const);
  return {
    // Said apart from the tie, so that the index and the day's partition are found by it.
    decidedAt: { [upTo]: decidedAt },
    OR: [{ decidedAt: { [past]: decidedAt } }, { decidedAt, seq: { [past]: BigInt(seq) } }],
  };
}
