import { compareRevisions, parseRevision } from "./parse-revision.ts";

export type EnforcerState = "waiting" | "live" | "behind" | "rejecting" | "silent" | "revoked";

/** Longer than the longest hold of a poll, so that a parked enforcer is never called silent. */
export const silentMs = 120_000;

export type StateFacts = {
  readonly revokedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly bundles: readonly {
    readonly name: string;
    readonly activeRevision: string | null;
    readonly errorCode: string | null;
  }[];
};

/** What an enforcer is up to, from what it acknowledged and when it was last heard of. */
export function enforcerState(
  facts: StateFacts,
  newest: ReadonlyMap<string, string>,
  now: Date,
): EnforcerState {
  if (facts.revokedAt) return "revoked";
  if (!facts.lastSeenAt) return "waiting";
  if (now.getTime() - facts.lastSeenAt.getTime() > silentMs) return "silent";
  if (facts.bundles.some((bundle) => bundle.errorCode !== null)) return "rejecting";
  const active = new Map(facts.bundles.map((bundle) => [bundle.name, bundle.activeRevision]));
  const current = [...newest].every(([name, revision]) => {
    const [has, wanted] = [parseRevision(active.get(name)), parseRevision(revision)];
    return has !== null && wanted !== null && compareRevisions(has, wanted) >= 0;
  });
  return current ? "live" : "behind";
}

/** Revisions between what is active and what is newest; null across epochs, or where nothing is active. */
export function lagOf(active: string | null, newest: string | null): number | null {
  const [has, wanted] = [parseRevision(active), parseRevision(newest)];
  if (!has || !wanted || has[0] !== wanted[0]) return null;
  return Math.max(0, wanted[1] - has[1]);
}
