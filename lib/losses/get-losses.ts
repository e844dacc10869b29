import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { verb } from "#lib/verb.ts";
import { isLost, losses } from "./contract.ts";
import { lossesIn, windowOf } from "./internal.ts";

export const getLosses = verb(losses.get, async (_ctx, input, tx) => readLosses(tx, input));

type Row = { readonly cause: string; readonly count: number; readonly enforcers: number };

export async function readLosses(
  tx: Transaction,
  input: z.output<typeof losses.get.input>,
): Promise<z.input<typeof losses.get.output>> {
  const causes = await tx.$queryRaw<Row[]>`
    SELECT "cause", sum("count")::float8 AS "count", count(DISTINCT "enforcer")::int AS "enforcers"
    FROM ${lossesIn(input)} GROUP BY 1 ORDER BY 2 DESC, 1`;
  const lost = causes.filter(({ cause }) => isLost(cause));
  return { ...windowOf(input), lost: lost.reduce((sum, { count }) => sum + count, 0), causes };
}
