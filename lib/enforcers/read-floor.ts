import type { BundleName } from "#lib/bundle/bundle-name.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Revision } from "#lib/engine/deployment.ts";
import { compareRevisions, parseRevision } from "./parse-revision.ts";

export type Floor = {
  readonly revision: Revision;
  /** Directory: the highest `seq` that revision holds. */
  readonly highSeq: bigint;
};

/**
 * The newest revision of a bundle that others may demand (`at_least`): one that every enforcer heard of lately
 * has in force, or that was there for the grace time. Demanding a revision in the moment it is made would deny
 * requests until each enforcer's next poll; never demanding it would let an old signed bundle be replayed. An
 * enforcer that stays silent, or claims an old one, holds it back for no longer than the grace time; one that has
 * fetched nothing yet holds back nothing: it fetches the newest, and must not lower what is demanded of others.
 */
export async function readFloor(
  tx: Transaction,
  channel: string,
  name: BundleName,
  options: { readonly graceSeconds: number; readonly now: Date },
): Promise<Floor | null> {
  const bundles = await tx.bundle.findMany({
    where: {
      channelSlug: channel,
      name,
      ...(name === "policy" && (await ofEverybody(tx, channel))),
    },
    orderBy: [{ epoch: "desc" }, { number: "desc" }],
    take: 50,
    select: { epoch: true, number: true, highSeq: true, createdAt: true },
  });
  const since = new Date(options.now.getTime() - options.graceSeconds * 1000);
  const listening = await tx.enforcer.findMany({
    where: { channelSlug: channel, revokedAt: null, lastSeenAt: { gt: since } },
    select: {
      bundles: { where: { name }, select: { activeRevision: true, servedRevision: true } },
    },
  });
  const active = listening.map((each) => inForceThere(each.bundles[0]));
  const floors = bundles.map((row) => ({
    revision: [row.epoch, Number(row.number)] as const,
    highSeq: row.highSeq,
    old: row.createdAt <= since,
  }));
  const floor = floors.find(
    ({ revision, old }) =>
      old || active.every((has) => has === null || compareRevisions(has, revision) >= 0),
  );
  return floor ?? floors.at(-1) ?? null;
}

/**
 * While a canary runs, its enforcers hold another policy than the rest: only what was there for all of them before it
 * began can be demanded. What a canary alone was given never is.
 */
async function ofEverybody(tx: Transaction, channelSlug: string) {
  const canary = await tx.canary.findFirst({
    where: { channelSlug, endedAt: null },
    select: { startedAt: true },
  });
  return { canary: false, ...(canary && { createdAt: { lt: canary.startedAt } }) };
}

type Acknowledged = {
  readonly activeRevision: string | null;
  readonly servedRevision: string | null;
};

/** OPA acknowledges with its next poll, which may be seconds later: until the first one it has what it was given. */
function inForceThere(bundle: Acknowledged | undefined): Revision | null {
  return parseRevision(bundle?.activeRevision ?? bundle?.servedRevision);
}
