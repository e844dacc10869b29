import { z } from "zod";
import { decodeCursor, encodeCursor } from "#lib/cursor.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { isStorable } from "#lib/storable.ts";
import { verb } from "#lib/verb.ts";
import { losses, type LossItem } from "./contract.ts";
import { lossesIn } from "./internal.ts";

const text = z.string().refine(isStorable);
const position = z.tuple([z.number().int(), text, text]);

type Row = Omit<LossItem, "lastAt"> & { readonly lastAt: Date };

export const listLosses = verb(losses.list, async (_ctx, input, tx) => {
  const at = decodeCursor(input.cursor, position);
  const after = at
    ? Prisma.sql`HAVING (-sum("count"), "enforcer", "cause") > (${-at[0]}, ${at[1]}, ${at[2]})`
    : Prisma.empty;
  const only =
    input.cause === undefined ? Prisma.empty : Prisma.sql`WHERE "cause" = ${input.cause}`;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT "enforcer", "cause", sum("count")::float8 AS "count", max("at") AS "lastAt"
    FROM ${lossesIn(input)} ${only} GROUP BY 1, 2 ${after}
    ORDER BY -sum("count"), "enforcer", "cause" LIMIT ${input.limit + 1}`;
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  const more = rows.length > items.length && last;
  return {
    items,
    nextCursor: more ? encodeCursor([last.count, last.enforcer, last.cause]) : null,
    total: null,
  };
});
