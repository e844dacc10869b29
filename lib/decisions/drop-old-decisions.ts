import { setTimeout as sleep } from "node:timers/promises";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { systemContext } from "#lib/context.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import { Prisma } from "#lib/db/generated/client.ts";
import { notifyChanged } from "#lib/db/notify.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { countDay, readDays, type Day } from "./read-days.ts";

const dayMs = 86_400_000;
/** Where somebody reads all the while, cutting off is tried that often, and again a minute later. */
const attemptsMax = 20;
const pauseMs = 500;
/** Rows outside of any day, at once. */
const batchRows = 10_000;

/**
 * Drops what is older than the deployment's retention: whole days of decisions, what could not be read, and what was
 * lost. Days that are over don't change, so that only cutting one off must wait for those who read.
 */
export async function dropOldDecisions(now: Date = new Date()): Promise<void> {
  const { decisionRetentionDays: keptDays } = await readSettings(database());
  const cutoff = new Date(now.getTime() - keptDays * dayMs);
  for (const day of await readDays(database())) {
    if (Date.parse(day.day) + dayMs > cutoff.getTime()) break;
    if (day.attached && !(await cutOff(day, keptDays))) return;
    await database().$executeRaw`SELECT "decision_days"."drop_detached"(${day.partition}::text)`;
  }
  await dropRest(cutoff, keptDays);
}

/** False: others kept reading, it comes again; or another authority is at it. */
async function cutOff(day: Day, keptDays: number): Promise<boolean> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    try {
      return await database().$transaction((tx) => detach(tx, day, keptDays), { timeout: 60_000 });
    } catch (error) {
      if (!isLocked(error)) throw error;
      await sleep(pauseMs);
    }
  }
  return false;
}

/**
 * The audit event comes first, because its place in the chain may have to be waited for; then who stores decisions waits
 * for a quarter of a second at most.
 */
async function detach(tx: Transaction, day: Day, keptDays: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<
    { readonly mine: boolean; readonly attached: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(7205763) AS "mine",
    EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass(${`decision_days.${day.partition}`})) AS "attached"`;
  if (row?.mine !== true || !row.attached) return false;
  const detail = { decisions: await countDay(tx, day), bytes: day.bytes, keptDays };
  const name = day.of === "Decision" ? day.day : `${day.day}, allows that were only counted`;
  await record(tx, { kind: "day", id: day.day, name }, detail);
  await tx.$executeRaw`SET LOCAL lock_timeout = '250ms'`;
  await tx.$executeRaw`SELECT "decision_days"."detach"(${`"${day.of}"`}::regclass, ${day.partition}::text)`;
  return true;
}

/** Postgres' 55P03, however the driver wraps it. */
function isLocked(error: unknown): boolean {
  return error instanceof Error && /55P03|lock timeout/.test(error.message);
}

/** What has no day of its own, and what is kept about enforcers' logs as long as the decisions of that time. */
async function dropRest(cutoff: Date, keptDays: number): Promise<void> {
  const older = { at: { lt: cutoff } };
  await database().quarantinedChunk.deleteMany({ where: older });
  await database().logLoss.deleteMany({ where: older });
  await database().lossCounter.deleteMany({ where: older });
  for (const partition of ["other", "counted_other"])
    while (await dropBatch(partition, cutoff, keptDays));
}

/** True: there may be more. */
async function dropBatch(partition: string, cutoff: Date, keptDays: number): Promise<boolean> {
  const table = Prisma.raw(`"decision_days"."${partition}"`);
  return database().$transaction(async (tx) => {
    const decisions = await tx.$executeRaw`
      DELETE FROM ${table} WHERE ctid IN (
        SELECT ctid FROM ${table} WHERE "decidedAt" < ${cutoff} LIMIT ${batchRows})`;
    const target = { kind: "day", id: partition, name: "Decisions without a day of their own" };
    if (decisions > 0) await record(tx, target, { decisions, keptDays });
    return decisions === batchRows;
  });
}

async function record(
  tx: Transaction,
  target: { readonly kind: string; readonly id: string; readonly name: string },
  detail: Readonly<Record<string, number>>,
): Promise<void> {
  await appendAuditEvent(tx, systemContext("authority"), "decision.drop", target, detail);
  await notifyChanged(tx, ["audit", "decisions", "overview"]);
}
