import type { Transaction } from "#lib/db/client.ts";

export type Day = {
  /** UTC, as `2026-11-25`. */
  readonly day: string;
  readonly partition: string;
  /** Decisions, or allows that are only counted. */
  readonly of: "Decision" | "CountedAllow";
  /** False: cut off by a run that ended before it removed it. */
  readonly attached: boolean;
  readonly bytes: number;
  /** As Postgres last counted for its own ends; null: it never did, there are few. */
  readonly estimate: number | null;
};

/** Counting that much is a matter of a moment. */
const countBytesMax = 64 * 1024 * 1024;

/** The days for which there is a partition, the oldest first, of either table. */
export async function readDays(tx: Transaction): Promise<readonly Day[]> {
  return tx.$queryRaw<Day[]>`
    SELECT c.relname AS "partition", to_char(to_date(right(c.relname, 8), 'YYYYMMDD'), 'YYYY-MM-DD') AS "day",
      CASE WHEN c.relname LIKE 'day%' THEN 'Decision' ELSE 'CountedAllow' END AS "of",
      EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid) AS "attached",
      pg_total_relation_size(c.oid)::float8 AS "bytes",
      CASE WHEN c.reltuples >= 0 THEN c.reltuples::float8 END AS "estimate"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'decision_days' AND c.relkind = 'r' AND c.relname ~ '^(day|counted)_[0-9]{8}$'
    ORDER BY 2, c.relname`;
}

/** Exactly where that is quick, else as Postgres did. */
export async function countDay(
  tx: Transaction,
  { day, of, bytes, estimate }: Day,
): Promise<number> {
  if (bytes > countBytesMax) return estimate ?? 0;
  const from = new Date(day);
  const to = new Date(from.getTime() + 86_400_000);
  const where = { decidedAt: { gte: from, lt: to } };
  return of === "Decision" ? tx.decision.count({ where }) : tx.countedAllow.count({ where });
}
