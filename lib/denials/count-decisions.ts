import type { Transaction } from "#lib/db/client.ts";
import type { Counts } from "./has-jumped.ts";
import { usualMs, windowMs } from "./windows.ts";

export type Window = { readonly from: Date; readonly to: Date };

/** What one enforcer decided about one API, by reason and revision; only denials have a reason here. */
export type Part = {
  readonly enforcer: string;
  readonly enforcerId: string;
  readonly channel: string;
  readonly api: string | null;
  readonly reason: string | null;
  readonly revision: string | null;
  readonly count: number;
};

export function windowUntil(to: Date): Window {
  return { from: new Date(to.getTime() - windowMs), to };
}

export async function countParts(tx: Transaction, { from, to }: Window): Promise<readonly Part[]> {
  return tx.$queryRaw<Part[]>`
    SELECT "enforcerSlug" AS "enforcer", "enforcerId", "channelSlug" AS "channel", "api",
      CASE WHEN "outcome" = 'deny' THEN "reason" END AS "reason",
      CASE WHEN "outcome" = 'deny' THEN "policyRevision" END AS "revision", count(*)::int AS "count"
    FROM "Decision" WHERE "decidedAt" >= ${from} AND "decidedAt" < ${to}
    GROUP BY 1, 2, 3, 4, 5, 6
    UNION ALL
    SELECT "enforcerSlug", "enforcerId", "channelSlug", "api", NULL, NULL, count(*)::int
    FROM "CountedAllow" WHERE "decidedAt" >= ${from} AND "decidedAt" < ${to}
    GROUP BY 1, 2, 3, 4`;
}

/** One API at one enforcer. */
export type Source = { readonly enforcer: string; readonly api: string | null };
export const sourceKey = ({ enforcer, api }: Source): string => `${enforcer} ${api ?? ""}`;

type Usual = ReadonlyMap<string, Counts>;
type UsualRow = Source & Counts;

/** What is usual does not change within a minute, and is asked for by every page that is open. */
const usualForMs = 60_000;
let known: { readonly untilMs: number; readonly usual: Usual } | null = null;

export async function countUsual(tx: Transaction, { from }: Window): Promise<Usual> {
  if (
    known !== null &&
    from.getTime() < known.untilMs + usualForMs &&
    from.getTime() >= known.untilMs
  )
    return known.usual;
  const begin = new Date(from.getTime() - usualMs);
  const rows = await tx.$queryRaw<UsualRow[]>`
    SELECT "enforcer", "api", sum("decided")::int AS "decided", sum("denied")::int AS "denied" FROM (
      SELECT "enforcerSlug" AS "enforcer", "api", count(*) AS "decided",
        count(*) FILTER (WHERE "outcome" = 'deny') AS "denied"
      FROM "Decision" WHERE "decidedAt" >= ${begin} AND "decidedAt" < ${from} GROUP BY 1, 2
      UNION ALL
      SELECT "enforcerSlug", "api", count(*), 0
      FROM "CountedAllow" WHERE "decidedAt" >= ${begin} AND "decidedAt" < ${from} GROUP BY 1, 2
    ) AS "each" GROUP BY 1, 2`;
  const usual = bySource(rows);
  known = { untilMs: from.getTime(), usual };
  return usual;
}

/** Requests for no API are always denied: their share is that of everything which the enforcer decided. */
export function bySource(rows: readonly UsualRow[]): Usual {
  const all = new Map<string, number>();
  for (const { enforcer, decided } of rows) all.set(enforcer, (all.get(enforcer) ?? 0) + decided);
  return new Map(
    rows.map((row) => [
      sourceKey(row),
      {
        denied: row.denied,
        decided: row.api === null ? (all.get(row.enforcer) ?? 0) : row.decided,
      },
    ]),
  );
}
