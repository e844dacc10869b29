import { verb } from "#lib/verb.ts";
import { decisions } from "./contract.ts";

const minuteMs = 60_000;
const minutesShown = 60;

type Row = { readonly minute: Date; readonly outcome: string; readonly count: bigint };
type Counts = { allow: number; challenge: number; deny: number };

/** The last hour by minute, outcome and reason of denial, straight from the day's partition, with those that are only counted. */
export const getDecisionStats = verb(decisions.stats, async (_ctx, _input, tx) => {
  const end = Math.floor(Date.now() / minuteMs) * minuteMs;
  const from = new Date(end - (minutesShown - 1) * minuteMs);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT date_trunc('minute', "decidedAt") AS "minute", "outcome", count(*) AS "count"
    FROM "Decision" WHERE "decidedAt" >= ${from} GROUP BY 1, 2
    UNION ALL
    SELECT date_trunc('minute', "decidedAt"), 'allow', count(*)
    FROM "CountedAllow" WHERE "decidedAt" >= ${from} GROUP BY 1`;
  const reasons = await tx.decision.groupBy({
    by: ["reason"],
    where: { decidedAt: { gte: from }, outcome: "deny" },
    _count: { _all: true },
    orderBy: { _count: { reason: "desc" } },
    take: 5,
  });
  const minutes = Array.from({ length: minutesShown }, (_unused, index) => {
    const at = new Date(from.getTime() + index * minuteMs);
    return { at, ...count(rows.filter((row) => row.minute.getTime() === at.getTime())) };
  });
  return {
    minutes,
    total: count(rows),
    topReasons: reasons.map((each) => ({ reason: each.reason, count: each._count._all })),
  };
});

function count(rows: readonly Row[]): Counts {
  const of = (outcome: string) =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, row) => sum + Number(row.count), 0);
  return { allow: of("allow"), challenge: of("challenge"), deny: of("deny") };
}
