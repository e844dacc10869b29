import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import { verb } from "#lib/verb.ts";
import { enforcers } from "./contract.ts";
import { newestRevisions, toSummary } from "./internal.ts";

/** A fleet of named enforcers fits in memory; their state is made from several tables, so it is filtered here. */
const rowsMax = 10_000;

export const listEnforcers = verb(enforcers.list, async (_ctx, input, tx) => {
  const newest = await newestRevisions(tx);
  const rows = await tx.enforcer.findMany({
    where: {
      ...(input.kind && { kind: input.kind }),
      ...(input.channel && { channelSlug: input.channel }),
      ...(input.q && {
        OR: [{ slug: containing(input.q) }, { name: containing(input.q) }],
      }),
    },
    orderBy: { slug: "asc" },
    take: rowsMax,
    include: { bundles: true },
  });
  const found = rows
    .map((row) => toSummary(row, newest.of(row)))
    .filter((each) => input.state === undefined || each.state === input.state);
  const sorted = found.toSorted(orderOf(input.sort));
  const after = decodeCursor(input.cursor, positions.name)?.[0];
  const rest = sorted.slice(sorted.findIndex((each) => each.slug === after) + 1);
  const items = rest.slice(0, input.limit);
  const last = items.at(-1);
  const more = rest.length > items.length && last;
  return {
    items,
    nextCursor: more ? encodeCursor([last.slug]) : null,
    total: found.length,
  };
});

type Row = ReturnType<typeof toSummary>;

/** By slug where equal, so that a page goes on where the last one ended. */
function orderOf(sort: string): (a: Row, b: Row) => number {
  const way = sort.startsWith("-") ? -1 : 1;
  const key = (row: Row): string => {
    if (sort.endsWith("name")) return row.name.toLowerCase();
    return sort.endsWith("seen") ? String(row.lastSeenAt?.valueOf() ?? "") : row.slug;
  };
  return (a, b) => way * (compare(key(a), key(b)) || compare(a.slug, b.slug));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
