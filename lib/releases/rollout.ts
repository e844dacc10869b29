import type { z } from "zod";
import { activeCanary } from "#lib/canaries/active-canary.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import { silentMs } from "#lib/enforcers/enforcer-state.ts";
import { findAdvisory } from "#lib/enforcers/find-advisory.ts";
import { readSettings } from "#lib/settings/settings.ts";
import type { rolloutView } from "./contract.ts";

type Rollout = z.input<typeof rolloutView>;
type Step = Rollout["enforcers"][number];

/**
 * How far a release has come, enforcer by enforcer. Expected are those heard of within the lease: who was silent for
 * longer denies by itself, and would hold every rollout up for ever.
 */
export async function rolloutOf(
  tx: Transaction,
  release: Pick<Release, "number" | "channelSlug" | "servedAt" | "state">,
  isCurrent: boolean,
): Promise<Rollout> {
  const now = Date.now();
  const { leaseSeconds } = await readSettings(tx);
  const activations = await tx.releaseActivation.findMany({
    where: { releaseNumber: release.number },
  });
  const activeAt = new Map(activations.map(({ enforcerId, at }) => [enforcerId, at]));
  const carrying = await revisionsOf(tx, release);
  const canary = release.state === "canary" ? await activeCanary(tx, release.channelSlug) : null;
  const since = canary?.startedAt ?? release.servedAt;
  const rows = await tx.enforcer.findMany({
    where: {
      channelSlug: release.channelSlug,
      revokedAt: null,
      ...(canary && { id: { in: canary.enforcerIds } }),
    },
    include: { bundles: { where: { name: "policy" } } },
    orderBy: { slug: "asc" },
  });
  const steps = rows.map((row): Step => {
    const revision = row.bundles[0]?.activeRevision ?? null;
    const error = row.bundles[0]?.errorMessage ?? null;
    const sinceMs = row.lastSeenAt === null ? null : now - row.lastSeenAt.getTime();
    return {
      enforcer: row.slug,
      name: row.name,
      state: stateOf({ inForce: carrying.has(revision ?? ""), error, sinceMs }),
      revision,
      seconds: secondsBetween(since, activeAt.get(row.id)),
      error,
      advisory: findAdvisory(row.agentVersion),
      expected: sinceMs !== null && sinceMs <= leaseSeconds * 1000,
      lastSeenAt: row.lastSeenAt,
    };
  });
  return {
    ...summaryOf(steps),
    state: release.state,
    current: isCurrent || canary !== null,
    enforcers: steps,
  };
}

function secondsBetween(served: Date | null, active: Date | undefined): number | null {
  if (served === null || active === undefined) return null;
  return Math.max(0, active.getTime() - served.getTime()) / 1000;
}

function stateOf(facts: {
  readonly inForce: boolean;
  readonly error: string | null;
  readonly sinceMs: number | null;
}): Step["state"] {
  if (facts.sinceMs === null) return "waiting";
  if (facts.inForce) return "in-force";
  if (facts.error !== null) return "rejecting";
  return facts.sinceMs > silentMs ? "silent" : "behind";
}

function summaryOf(steps: readonly Step[]) {
  const expected = steps.filter((step) => step.expected);
  const times = expected
    .map(({ seconds }) => seconds)
    .filter((seconds) => seconds !== null)
    .toSorted((left, right) => left - right);
  const until = (share: number) =>
    expected.length === 0 ? null : (times[Math.ceil(expected.length * share) - 1] ?? null);
  return {
    expected: expected.length,
    inForce: expected.filter(({ state }) => state === "in-force").length,
    rejecting: expected.filter(({ state }) => state === "rejecting").length,
    seconds: { half: until(0.5), most: until(0.95), all: until(1) },
  };
}

/** Every policy bundle that carries it: a later one only renews what it demands of the directory. */
async function revisionsOf(
  tx: Transaction,
  { number, channelSlug }: Pick<Release, "number" | "channelSlug">,
): Promise<ReadonlySet<string>> {
  const rows = await tx.bundle.findMany({
    where: { channelSlug, name: "policy", releaseNumber: number },
    select: { epoch: true, number: true },
  });
  return new Set(rows.map((row) => `${row.epoch}.${row.number}`));
}
