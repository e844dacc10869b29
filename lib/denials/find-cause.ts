import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import { silentMs } from "#lib/enforcers/enforcer-state.ts";
import type { denials } from "./contract.ts";
import type { Window } from "./count-decisions.ts";
import type { Group } from "./find-groups.ts";
import { usualMs } from "./windows.ts";

type Cause = NonNullable<z.input<typeof denials.get.output>["jump"]>["cause"];

/** As the enforcer itself warns of. */
const skewSecondsMax = 60;
const minuteMs = 60_000;
/** A release is suspected that came into force so long before, or in the minute in which it began. */
const releaseBeforeMs = 10 * minuteMs;
const oneCallerShare = 0.8;

const dependsOnClock: ReadonlySet<string> = new Set([
  "invalid-token",
  "lease-expired",
  "stale-signals",
]);
const dependsOnPolls: ReadonlySet<string> = new Set([
  "not-ready",
  "lease-expired",
  "stale-policy",
  "stale-directory",
  "stale-signals",
]);
const dependsOnRelease: ReadonlySet<string> = new Set([
  "no-permit",
  "forbidden",
  "unknown-api",
  "unknown-operation",
  "malformed-request",
  "rate-limited",
]);

/** The most likely cause, from what can be known: a clock, the connection, a release, one caller; else the reason itself. */
export async function findCause(
  tx: Transaction,
  group: Group,
  since: Date,
  window: Window,
): Promise<Cause> {
  return (
    (await enforcerCause(tx, group, since, window)) ??
    ((await mayBeRelease(tx, group, since)) ? await releaseCause(tx, group, since) : null) ??
    (await callerCause(tx, group, window)) ?? { kind: "reason" }
  );
}

async function enforcerCause(
  tx: Transaction,
  { reason, enforcerId, enforcer: slug }: Group,
  since: Date,
  { to }: Window,
): Promise<Cause | null> {
  const row = await tx.enforcer.findUnique({
    where: { id: enforcerId },
    select: { clockSkewSeconds: true, lastSeenAt: true },
  });
  const skew = row?.clockSkewSeconds ?? 0;
  if (dependsOnClock.has(reason) && Math.abs(skew) > skewSecondsMax)
    return { kind: "clock", enforcer: slug, seconds: skew };
  const seen = row?.lastSeenAt;
  const isAway = seen && (seen < since || to.getTime() - seen.getTime() > silentMs);
  return dependsOnPolls.has(reason) && isAway
    ? { kind: "unreachable", enforcer: slug, since: seen }
    : null;
}

/** The release by which these were denied, if it came into force there just before. */
async function releaseCause(
  tx: Transaction,
  { release: number, enforcerId }: Group,
  since: Date,
): Promise<Cause | null> {
  if (number === null) return null;
  const release = await tx.release.findUnique({
    where: { number },
    select: { servedAt: true, baseNumber: true, channel: { select: { releaseNumber: true } } },
  });
  const activation = await tx.releaseActivation.findUnique({
    where: { releaseNumber_enforcerId: { releaseNumber: number, enforcerId } },
  });
  const at = activation?.at ?? release?.servedAt;
  if (!release || !at) return null;
  const beforeMs = since.getTime() - at.getTime();
  if (beforeMs > releaseBeforeMs || beforeMs < -minuteMs) return null;
  const inForce = release.channel.releaseNumber === number;
  return {
    kind: "release",
    number,
    at,
    secondsBefore: Math.max(0, Math.round(beforeMs / 1000)),
    previous: inForce ? release.baseNumber : null,
  };
}

/** Where nothing was decided before, nothing began with a release. */
async function mayBeRelease(
  tx: Transaction,
  { reason, enforcerId }: Group,
  since: Date,
): Promise<boolean> {
  if (!dependsOnRelease.has(reason)) return false;
  const begin = new Date(since.getTime() - usualMs);
  // It may have begun late in the minute before, with too few to count as its first.
  const before = new Date(since.getTime() - minuteMs);
  const where = { enforcerId, decidedAt: { gte: begin, lt: before } };
  const row =
    (await tx.decision.findFirst({ where, select: { seq: true } })) ??
    (await tx.countedAllow.findFirst({ where, select: { decisionId: true } }));
  return row !== null;
}

async function callerCause(
  tx: Transaction,
  { reason, enforcerId, api, revision, denied }: Group,
  { from, to }: Window,
): Promise<Cause | null> {
  const [top] = await tx.decision.groupBy({
    by: ["subject", "ip"],
    where: {
      decidedAt: { gte: from, lt: to },
      outcome: "deny",
      reason,
      enforcerId,
      api,
      policyRevision: revision,
    },
    _count: { _all: true },
    orderBy: { _count: { decisionId: "desc" } },
    take: 1,
  });
  if (!top || (top.subject === null && top.ip === null)) return null;
  const share = top._count._all / denied;
  if (share < oneCallerShare) return null;
  return { kind: "caller", subject: top.subject, ip: top.ip, percent: Math.floor(share * 100) };
}
