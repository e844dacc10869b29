import type { Transaction } from "#lib/db/client.ts";
import { notify } from "#lib/db/notify.ts";
import {
  storeCounters,
  storeLosses,
  type CounterNote,
  type LossNote,
} from "#lib/losses/store-losses.ts";

export type EnforcerNote = {
  readonly enforcerId: string;
  readonly lastSeenAt: Date;
  readonly lastStatusAt?: Date;
  readonly lastDecisionAt?: Date;
  readonly agentVersion?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly clockSkewSeconds?: number;
};

export type BundleNote = {
  readonly enforcerId: string;
  readonly name: string;
  readonly activeRevision?: string;
  readonly activeSince?: Date;
  readonly servedRevision?: string;
  readonly servedAt?: Date;
  readonly servedCount?: number;
  readonly lastPollAt?: Date;
  /** Null: healed. Absent: nothing is known. */
  readonly error?: { readonly code: string; readonly message: string } | null;
};

export type FleetNotesTaken = {
  readonly enforcers: readonly EnforcerNote[];
  readonly bundles: readonly BundleNote[];
  readonly credentials: readonly { readonly credentialId: string; readonly at: Date }[];
  readonly losses: readonly LossNote[];
  readonly counters: readonly CounterNote[];
};

/**
 * Writes what was noted about enforcers, one statement per table. What a note does not say stays as it is. Rows
 * are locked in the order of their keys, so that two authorities can't wait for each other.
 */
export async function storeFleetNotes(tx: Transaction, notes: FleetNotesTaken): Promise<void> {
  if (notes.enforcers.length > 0) await storeEnforcers(tx, notes.enforcers);
  if (notes.bundles.length > 0) await storeBundles(tx, notes.bundles);
  if (notes.credentials.length > 0) await storeCredentials(tx, notes.credentials);
  await storeLosses(tx, notes.losses);
  await storeCounters(tx, notes.counters);
  // Here and not with the rows: commits that notify wait for each other, and decisions are stored many times a second.
  if (notes.enforcers.some(({ lastDecisionAt }) => lastDecisionAt)) await notify(tx, "decisions");
}

async function storeEnforcers(tx: Transaction, notes: readonly EnforcerNote[]): Promise<void> {
  await tx.$executeRaw`
    WITH n AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(notes)}::json) AS n(
        "enforcerId" uuid, "lastSeenAt" timestamptz, "lastStatusAt" timestamptz,
        "lastDecisionAt" timestamptz, "agentVersion" text, "labels" jsonb, "clockSkewSeconds" int)
    ), locked AS (
      SELECT e."id" FROM "Enforcer" e JOIN n ON n."enforcerId" = e."id" ORDER BY e."id" FOR UPDATE OF e
    )
    UPDATE "Enforcer" e SET
      "lastSeenAt" = GREATEST(e."lastSeenAt", n."lastSeenAt"),
      "lastStatusAt" = GREATEST(e."lastStatusAt", n."lastStatusAt"),
      "lastDecisionAt" = GREATEST(e."lastDecisionAt", n."lastDecisionAt"),
      "agentVersion" = COALESCE(n."agentVersion", e."agentVersion"),
      "labels" = COALESCE(n."labels", e."labels"),
      "clockSkewSeconds" = COALESCE(n."clockSkewSeconds", e."clockSkewSeconds")
    FROM n JOIN locked ON locked."id" = n."enforcerId" WHERE e."id" = n."enforcerId"`;
}

async function storeBundles(tx: Transaction, notes: readonly BundleNote[]): Promise<void> {
  const rows = notes
    .map(({ error, ...note }) => ({
      ...note,
      errorKnown: error !== undefined,
      errorCode: error?.code ?? null,
      errorMessage: error?.message.slice(0, 2000) ?? null,
    }))
    .toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    INSERT INTO "EnforcerBundle" ("enforcerId", "name")
    SELECT n."enforcerId", n."name"
    FROM json_to_recordset(${json}::json) AS n("enforcerId" uuid, "name" text)
    JOIN "Enforcer" e ON e."id" = n."enforcerId"
    ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    WITH n AS (
      SELECT * FROM json_to_recordset(${json}::json) AS n(
        "enforcerId" uuid, "name" text, "activeRevision" text, "activeSince" timestamptz,
        "servedRevision" text, "servedAt" timestamptz, "servedCount" int, "lastPollAt" timestamptz,
        "errorKnown" boolean, "errorCode" text, "errorMessage" text)
    ), locked AS (
      SELECT b."enforcerId", b."name" FROM "EnforcerBundle" b
      JOIN n ON n."enforcerId" = b."enforcerId" AND n."name" = b."name"
      ORDER BY b."enforcerId", b."name" FOR UPDATE OF b
    )
    UPDATE "EnforcerBundle" b SET
      "activeSince" = CASE WHEN n."activeRevision" IS DISTINCT FROM b."activeRevision"
        THEN COALESCE(n."activeSince", b."activeSince") ELSE b."activeSince" END,
      "activeRevision" = COALESCE(n."activeRevision", b."activeRevision"),
      "servedRevision" = COALESCE(n."servedRevision", b."servedRevision"),
      "servedAt" = COALESCE(n."servedAt", b."servedAt"),
      "servedCount" = COALESCE(n."servedCount", b."servedCount"),
      "lastPollAt" = GREATEST(n."lastPollAt", b."lastPollAt"),
      "errorAt" = CASE WHEN NOT n."errorKnown" THEN b."errorAt" WHEN n."errorCode" IS NULL THEN NULL
        WHEN n."errorCode" = b."errorCode" THEN b."errorAt" ELSE now() END,
      "errorCode" = CASE WHEN n."errorKnown" THEN n."errorCode" ELSE b."errorCode" END,
      "errorMessage" = CASE WHEN n."errorKnown" THEN n."errorMessage" ELSE b."errorMessage" END
    FROM n JOIN locked l ON l."enforcerId" = n."enforcerId" AND l."name" = n."name"
    WHERE b."enforcerId" = n."enforcerId" AND b."name" = n."name"`;
  await storeActivations(tx, json);
}

/** The first time that a policy bundle with a release was acknowledged there. */
async function storeActivations(tx: Transaction, json: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ReleaseActivation" ("releaseNumber", "enforcerId", "at")
    SELECT p."releaseNumber", n."enforcerId", min(n."activeSince")
    FROM json_to_recordset(${json}::json) AS n(
      "enforcerId" uuid, "name" text, "activeRevision" text, "activeSince" timestamptz)
    JOIN "Enforcer" e ON e."id" = n."enforcerId"
    JOIN "Bundle" p ON p."channelSlug" = e."channelSlug" AND p."name" = 'policy'
      AND n."activeRevision" = p."epoch" || '.' || p."number"
    WHERE n."name" = 'policy' AND p."releaseNumber" IS NOT NULL
    GROUP BY p."releaseNumber", n."enforcerId"
    ON CONFLICT DO NOTHING`;
}

async function storeCredentials(
  tx: Transaction,
  notes: FleetNotesTaken["credentials"],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "EnforcerCredential" c SET "lastUsedAt" = n."at"
    FROM json_to_recordset(${JSON.stringify(notes)}::json) AS n("credentialId" uuid, "at" timestamptz)
    WHERE c."id" = n."credentialId"`;
}

function keyOf(note: { readonly enforcerId: string; readonly name: string }): string {
  return `${note.enforcerId} ${note.name}`;
}
