import type { Reason } from "./decision.ts";
import type { ApiData, Deployment, OperationData, Revision } from "./deployment.ts";

export type Freshness = {
  /** What comes before any look at the request. */
  readonly refused: Extract<Reason, "lease-expired" | "stale-policy" | "stale-directory"> | null;
  /** The API's owner wants younger signals than these. */
  readonly staleSignals: boolean;
  /** Going on without a valid lease, as the owner chose. */
  readonly degraded: boolean;
  /** Seconds until one of these answers changes. */
  readonly expiresIn: number;
};

type Documents = {
  readonly deployment: Deployment;
  readonly stale: ReturnType<typeof findStale>;
};

/**
 * Whether these documents may be decided with. A cut-off enforcer denies when its lease ends, but for public
 * and internal targets whose owner chose to go on; an older document beside newer ones is a replay or a
 * poll that has yet to catch up.
 */
export function checkFreshness(
  { deployment: { signals }, stale }: Documents,
  api: { readonly data: ApiData } | null,
  operation: { readonly data: OperationData } | null,
  now: number,
): Freshness {
  const leaseLeft = signals.lease.not_after - now;
  const leased = leaseLeft > 0;
  const ageMax = api?.data.signals_age_seconds_max ?? null;
  const ageLeft = ageMax === null ? Number.POSITIVE_INFINITY : signals.issued_at + ageMax + 1 - now;
  return {
    refused: leased || mayContinue(api?.data, operation?.data) ? stale : "lease-expired",
    staleSignals: ageLeft <= 0,
    degraded: !leased,
    expiresIn: Math.min(leased ? leaseLeft : Number.POSITIVE_INFINITY, ageLeft),
  };
}

function mayContinue(api: ApiData | undefined, operation: OperationData | undefined): boolean {
  const sensitivity = operation?.sensitivity ?? api?.sensitivity;
  return api?.stale === "continue" && (sensitivity === "public" || sensitivity === "internal");
}

/** Of three documents, whether one is older than another demands; known as soon as the three are. */
export function findStale({
  policy,
  directory,
  signals,
}: Deployment): "stale-policy" | "stale-directory" | null {
  if (isOlder(policy.revision, signals.at_least.policy)) return "stale-policy";
  const stale =
    isOlder(directory.revision, signals.at_least.directory) ||
    isOlder(directory.revision, policy.at_least.directory);
  return stale ? "stale-directory" : null;
}

/** Epoch first, then number. */
function isOlder([epoch, number]: Revision, [leastEpoch, leastNumber]: Revision): boolean {
  return epoch === leastEpoch ? number < leastNumber : epoch < leastEpoch;
}
