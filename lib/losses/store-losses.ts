import type { Transaction } from "#lib/db/client.ts";
import { isLost } from "./contract.ts";

export type LossNote = {
  readonly enforcerId: string;
  readonly cause: string;
  readonly count: number;
};

/** What a process of an enforcer has counted since it started; it only ever rises. */
export type CounterNote = {
  readonly enforcerId: string;
  readonly process: string;
  readonly cause: string;
  readonly value: number;
};

/** Writes what was lost; of an enforcer that is none, nothing. */
export async function storeLosses(tx: Transaction, notes: readonly LossNote[]): Promise<void> {
  if (notes.length === 0) return;
  const json = JSON.stringify(notes.map((note) => ({ ...note, lost: isLost(note.cause) })));
  await tx.$executeRaw`
    INSERT INTO "LogLoss" ("id", "enforcerId", "cause", "count", "at")
    SELECT gen_random_uuid(), e."id", n."cause", n."count", now()
    FROM json_to_recordset(${json}::json) AS n("enforcerId" uuid, "cause" text, "count" int)
    JOIN "Enforcer" e ON e."id" = n."enforcerId"`;
  await tx.$executeRaw`
    WITH n AS (
      SELECT "enforcerId", sum("count") AS "count"
      FROM json_to_recordset(${json}::json) AS n("enforcerId" uuid, "count" int, "lost" boolean)
      WHERE "lost" GROUP BY 1
    ), locked AS (
      SELECT e."id" FROM "Enforcer" e JOIN n ON n."enforcerId" = e."id" ORDER BY e."id" FOR UPDATE OF e
    )
    UPDATE "Enforcer" e SET "droppedLogs" = e."droppedLogs" + n."count"
    FROM n JOIN locked ON locked."id" = n."enforcerId" WHERE e."id" = n."enforcerId"`;
}

/**
 * Counters as processes report them become losses by what they rose since the last report, whichever authority that
 * one came to and however often an authority was started meanwhile.
 */
export async function storeCounters(tx: Transaction, notes: readonly CounterNote[]): Promise<void> {
  if (notes.length === 0) return;
  const json = JSON.stringify(notes);
  await tx.$executeRaw`
    INSERT INTO "LossCounter" ("enforcerId", "process", "cause", "value", "at")
    SELECT e."id", n."process", n."cause", 0, now()
    FROM json_to_recordset(${json}::json) AS n("enforcerId" uuid, "process" text, "cause" text)
    JOIN "Enforcer" e ON e."id" = n."enforcerId"
    ORDER BY 1, 2, 3 ON CONFLICT DO NOTHING`;
  const risen = await tx.$queryRaw<LossNote[]>`
    WITH n AS (
      SELECT * FROM json_to_recordset(${json}::json)
        AS n("enforcerId" uuid, "process" text, "cause" text, "value" bigint)
    ), before AS (
      SELECT c.* FROM "LossCounter" c JOIN n USING ("enforcerId", "process", "cause")
      ORDER BY c."enforcerId", c."process", c."cause" FOR UPDATE OF c
    ), risen AS (
      UPDATE "LossCounter" c SET "value" = n."value", "at" = now()
      FROM n JOIN before b USING ("enforcerId", "process", "cause")
      WHERE c."enforcerId" = b."enforcerId" AND c."process" = b."process" AND c."cause" = b."cause"
        AND n."value" > b."value"
      RETURNING c."enforcerId", c."cause", n."value" - b."value" AS "more"
    )
    SELECT "enforcerId", "cause", LEAST(sum("more"), 2000000000)::int AS "count"
    FROM risen GROUP BY 1, 2`;
  await storeLosses(tx, risen);
}
