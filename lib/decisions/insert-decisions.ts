import { database } from "#lib/db/client.ts";
import { columnArray, type ColumnType } from "#lib/db/column-array.ts";
import { runPrepared } from "#lib/db/prepared.ts";
import { logError } from "#lib/log.ts";
import type { DecisionRow } from "./read-event.ts";

export type Sender = {
  readonly enforcerId: string;
  readonly slug: string;
  readonly channel: string;
};

const dayMs = 86_400_000;

/** By table and day; chunks that come together wait for one and the same attempt. */
const ensuredDays = new Map<string, Promise<void>>();

/** Where decisions go: kept, or only counted. */
export type Place = "kept" | "counted";

/**
 * The partition of each day, made before anything of that day lands in the default one, and in a transaction of
 * its own: what was made stays made. Where that fails, the default partition takes the rows.
 */
export async function ensureDays(rows: readonly DecisionRow[], place: Place): Promise<void> {
  for (const day of daysOf(rows)) {
    const key = `${place} ${day}`;
    const ensured = ensuredDays.get(key) ?? ensureDay(day, place);
    ensuredDays.set(key, ensured);
    try {
      await ensured;
    } catch (error) {
      ensuredDays.delete(key);
      throw error;
    }
  }
}

function daysOf(rows: readonly DecisionRow[]): readonly string[] {
  const days = new Set(rows.map(({ decidedAt }) => Math.floor(decidedAt.getTime() / dayMs)));
  return [...days].map((day) => new Date(day * dayMs).toISOString().slice(0, 10));
}

/** Throws when it is the database that is the matter; that attempt is forgotten. */
async function ensureDay(day: string, place: Place): Promise<void> {
  try {
    if (place === "kept")
      await database().$executeRaw`SELECT "decision_days"."ensure_day"(${day}::date)`;
    else await database().$executeRaw`SELECT "decision_days"."ensure_counted_day"(${day}::date)`;
  } catch (error) {
    await database().$queryRaw`SELECT 1`;
    logError("a day's partition can't be made; its decisions go to the default one", error);
  }
}

const columns = [
  ["decidedAt", "timestamptz"],
  ["decisionId", "text"],
  ["outcome", "text"],
  ["reason", "text"],
  ["detail", "text"],
  ["subject", "text"],
  ["device", "text"],
  ["session", "text"],
  ["api", "text"],
  ["operation", "text"],
  ["method", "text"],
  ["host", "text"],
  ["path", "text"],
  ["challenge", "jsonb"],
  ["shadow", "jsonb"],
  ["ip", "text"],
  ["country", "text"],
  ["responseCode", "int4"],
  ["policyRevision", "text"],
  ["directoryRevision", "text"],
  ["signalsRevision", "text"],
  ["durationNs", "int8"],
  ["degraded", "bool"],
  ["facts", "jsonb"],
] as const satisfies readonly (readonly [keyof DecisionRow, ColumnType])[];

const names = columns.map(([name]) => `"${name}"`).join();

/** Unnesting takes lists apart to the last element: policies come as the text of an array, one for each row. */
const insert = {
  name: "insert-decisions",
  text: `
    INSERT INTO "Decision" ("enforcerId", "channelSlug", "enforcerSlug", "policies", ${names})
    SELECT $1::uuid, $2::text, $3::text, "policies"::text[], ${names}
    FROM unnest($4::text[], ${columns.map(([, type], at) => `$${at + 5}::${type}[]`).join()})
      AS e("policies", ${names})
    ON CONFLICT DO NOTHING`,
};

/**
 * Inserts a batch in one statement that is a transaction of its own; an event that is there already (OPA sends at
 * least once) changes nothing. Returns how many were not.
 */
export async function insertDecisions(
  sender: Sender,
  rows: readonly DecisionRow[],
): Promise<number> {
  const policies = rows.map((row) => arrayText(row.policies));
  return runPrepared(insert, [
    sender.enforcerId,
    sender.channel,
    sender.slug,
    columnArray("text", policies),
    ...columns.map(([name, type]) =>
      columnArray(
        type,
        rows.map((row) => row[name]),
      ),
    ),
  ]);
}

const count = {
  name: "count-allows",
  text: `
    INSERT INTO "CountedAllow"
      ("enforcerId", "channelSlug", "enforcerSlug", "decidedAt", "decisionId", "api")
    SELECT $1::uuid, $2::text, $3::text, e.*
    FROM unnest($4::timestamptz[], $5::text[], $6::text[]) AS e
    ON CONFLICT DO NOTHING`,
};

/** As `insertDecisions`, of allows that are only counted. */
export async function insertCounted(sender: Sender, rows: readonly DecisionRow[]): Promise<number> {
  return runPrepared(count, [
    sender.enforcerId,
    sender.channel,
    sender.slug,
    columnArray(
      "timestamptz",
      rows.map(({ decidedAt }) => decidedAt),
    ),
    columnArray(
      "text",
      rows.map(({ decisionId }) => decisionId),
    ),
    columnArray(
      "text",
      rows.map(({ api }) => api),
    ),
  ]);
}

function arrayText(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`).join()}}`;
}
