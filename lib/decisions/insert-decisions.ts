import { database, type Transaction } from "#lib/db/client.ts";
import { logError } from "#lib/log.ts";
import type { DecisionRow } from "./read-event.ts";

export type Sender = {
  readonly enforcerId: string;
  readonly slug: string;
  readonly channel: string;
};

/** By day; chunks that come together wait for one and the same attempt. */
const ensuredDays = new Map<string, Promise<void>>();

/**
 * The partition of each day, made before anything of that day lands in the default one, and in a transaction of
 * its own: what was made stays made. Where that fails, the default partition takes the rows.
 */
export async function ensureDays(rows: readonly DecisionRow[]): Promise<void> {
  for (const day of new Set(rows.map((row) => row.decidedAt.slice(0, 10)))) {
    const ensured = ensuredDays.get(day) ?? ensureDay(day);
    ensuredDays.set(day, ensured);
    try {
      await ensured;
    } catch (error) {
      ensuredDays.delete(day);
      throw error;
    }
  }
}

/** Throws when it is the database that is the matter; that attempt is forgotten. */
async function ensureDay(day: string): Promise<void> {
  try {
    await database().$executeRaw`SELECT "decision_days"."ensure_day"(${day}::date)`;
  } catch (error) {
    await database().$queryRaw`SELECT 1`;
    logError("a day's partition can't be made; its decisions go to the default one", error);
  }
}

/** Inserts a batch in one statement; an event that is there already (OPA sends at least once) changes nothing. */
export async function insertDecisions(
  tx: Transaction,
  sender: Sender,
  rows: readonly DecisionRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  return tx.$executeRaw`
    INSERT INTO "Decision" (
      "decidedAt", "enforcerId", "decisionId", "channelSlug", "enforcerSlug", "outcome", "reason",
      "detail", "subject", "device", "session", "api", "operation", "method", "host", "path",
      "policies", "challenge", "shadow", "ip", "country", "responseCode", "policyRevision",
      "directoryRevision", "signalsRevision", "durationNs", "degraded", "facts")
    SELECT
      e."decidedAt", ${sender.enforcerId}::uuid, e."decisionId", ${sender.channel}, ${sender.slug},
      e."outcome", e."reason", e."detail", e."subject", e."device", e."session", e."api",
      e."operation", e."method", e."host", e."path", e."policies", e."challenge"::jsonb, e."shadow"::jsonb,
      e."ip", e."country", e."responseCode", e."policyRevision", e."directoryRevision",
      e."signalsRevision", e."durationNs", e."degraded", e."facts"::jsonb
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS e(
      "decidedAt" timestamptz, "decisionId" text, "outcome" text, "reason" text, "detail" text,
      "subject" text, "device" text, "session" text, "api" text, "operation" text, "method" text,
      "host" text, "path" text, "policies" text[], "challenge" text, "shadow" text, "ip" text,
      "country" text, "responseCode" int, "policyRevision" text, "directoryRevision" text,
      "signalsRevision" text, "durationNs" bigint, "degraded" boolean, "facts" text)
    ON CONFLICT DO NOTHING`;
}
