import type { z } from "zod";
import type { CanaryPlan } from "#lib/canaries/contract.ts";
import { refuseImpossible } from "#lib/canaries/refuse-impossible.ts";
import { planSentence, readPlan } from "#lib/canaries/canary-plan.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import { AppError, found } from "#lib/errors.ts";
import type { releaseSummary } from "./contract.ts";
import { differenceOf, emptySnapshot } from "./difference.ts";
import type { Snapshot } from "./snapshot-content.ts";
import { asContent, asSources } from "./stored-content.ts";
import { approval } from "./verify-approval.ts";

/** Without the assertion's bytes, which no screen shows. */
export function summaryOf(
  row: Release,
  inForce: ReadonlySet<number>,
): z.input<typeof releaseSummary> {
  const plan = readPlan(row.canaryPlan);
  return {
    number: row.number,
    channel: row.channelSlug,
    state: row.state,
    message: row.message,
    digest: row.digest,
    baseNumber: row.baseNumber,
    rollbackOf: row.rollbackOf,
    promotedFrom: row.promotedFrom,
    author: { kind: row.authorKind, name: row.authorName },
    approvedBy: approval.safeParse(row.approval).data?.name ?? null,
    canaryPlan: plan,
    firstTo: plan && planSentence(plan),
    error: row.error,
    current: inForce.has(row.number),
    createdAt: row.createdAt,
    signedAt: row.signedAt,
    servedAt: row.servedAt,
  };
}

export function snapshotOf(row: Release): Snapshot {
  return { content: asContent(row.content), sources: asSources(row.sources) };
}

/** The releases in force, one in each channel that has any. */
export async function currentNumbers(tx: Transaction): Promise<ReadonlySet<number>> {
  const rows = await tx.channel.findMany({ select: { releaseNumber: true } });
  return new Set(rows.flatMap(({ releaseNumber }) => releaseNumber ?? []));
}

/** The newest release of a channel that is served, about to be, or in its canary: what the next one is compared with. */
export async function baseRelease(tx: Transaction, channelSlug: string): Promise<Release | null> {
  return tx.release.findFirst({
    where: { channelSlug, state: { in: ["signing", "canary", "served"] } },
    orderBy: { number: "desc" },
  });
}

export async function baseSnapshot(tx: Transaction, number: number | null): Promise<Snapshot> {
  if (number === null) return emptySnapshot;
  const row = await tx.release.findUnique({ where: { number } });
  return row ? snapshotOf(row) : emptySnapshot;
}

export async function findRelease(tx: Transaction, number: number): Promise<Release> {
  return found(await tx.release.findUnique({ where: { number } }), "release");
}

export async function nextNumber(tx: Transaction): Promise<number> {
  const last = await tx.release.findFirst({
    orderBy: { number: "desc" },
    select: { number: true },
  });
  return (last?.number ?? 0) + 1;
}

/** One publisher at a time, and nobody who changes the chain of channels meanwhile. */
export async function lockPublishing(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205764)`;
}

type Seen = {
  readonly channel: string;
  readonly baseNumber: number | null;
  readonly canary?: CanaryPlan | null | undefined;
};

/** The loser of two publishers is told what the winner changed. A canary must be possible now. */
export async function lockBase(
  tx: Transaction,
  { channel, baseNumber: seen, canary }: Seen,
): Promise<void> {
  await lockPublishing(tx);
  if (canary) await refuseImpossible(tx, channel, canary);
  const base = await baseRelease(tx, channel);
  if (base && isTried(base))
    throw new AppError(
      "conflict",
      `Release ${base.number} is tried on a part of the enforcers: continue it or halt it first.`,
    );
  if ((base?.number ?? null) === seen) return;
  if (!base) throw new AppError("conflict", "There is no such release to build on.");
  const meanwhile = differenceOf(await baseSnapshot(tx, seen), snapshotOf(base));
  throw new AppError(
    "conflict",
    `${base.authorName} published release ${base.number} meanwhile. Look at the difference again.`,
    { current: { number: base.number, author: base.authorName, sentences: meanwhile.sentences } },
  );
}

/** In its canary, or about to be: what it is compared with must stay as it is. */
export function isTried({ state, canaryPlan }: Pick<Release, "state" | "canaryPlan">): boolean {
  return state === "canary" || (state === "signing" && canaryPlan !== null);
}

export function auditTarget(number: number): { kind: string; id: string; name: string } {
  return { kind: "release", id: String(number), name: `Release ${number}` };
}
