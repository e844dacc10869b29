import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { currentNumbers, summaryOf } from "./internal.ts";

export const listReleases = verb(releases.list, async (_ctx, input, tx) => {
  const [after] = decodeCursor(input.cursor, positions.number) ?? [];
  const contains = containing(input.q ?? "");
  const rows = await tx.release.findMany({
    where: {
      ...(input.state ? { state: input.state } : {}),
      ...(input.channel ? { channelSlug: input.channel } : {}),
      ...(input.q ? { OR: [{ message: contains }, { authorName: contains }] } : {}),
      ...(after !== undefined ? { number: { lt: after } } : {}),
    },
    orderBy: { number: "desc" },
    take: input.limit + 1,
    omit: { content: true, sources: true },
  });
  const current = await currentNumbers(tx);
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => summaryOf({ ...row, content: null, sources: null }, current)),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.number]) : null,
    total: null,
  };
});
