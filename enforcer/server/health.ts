import { compareRevisions } from "#enforcer/source/compare-revisions.ts";
import type { ArchiveStatus } from "#enforcer/source/archive-status.ts";
import type { InForce } from "#enforcer/source/in-force.ts";
import { skewSecondsMax } from "#enforcer/source/status-report.ts";

export type HealthFacts = {
  readonly inForce: InForce | null;
  readonly discovery: ArchiveStatus;
  readonly bundles: readonly ArchiveStatus[];
  readonly alarms: readonly string[];
  readonly skewSeconds: number | null;
  readonly nowSeconds: number;
  readonly logs: { readonly dropped: number; readonly error: string | null };
};

export type Health = {
  /** Set when every request is denied, or many are: why, in words. Empty: decisions are made. */
  readonly denying: readonly string[];
  /** Worth knowing, but decisions go on. */
  readonly warnings: readonly string[];
  readonly revisions: Readonly<Record<string, string | null>>;
};

/** What an operator is told who asks why everything is denied. */
export function health(facts: HealthFacts): Health {
  const { inForce, bundles, discovery } = facts;
  return {
    denying: inForce === null ? notReady(facts) : stale(inForce, facts.nowSeconds),
    warnings: [...rejections([discovery, ...bundles]), ...facts.alarms, ...clockAndLogs(facts)],
    revisions: Object.fromEntries(
      [discovery, ...bundles].map((status) => [status.name, status.active_revision ?? null]),
    ),
  };
}

function notReady({ discovery, bundles }: HealthFacts): string[] {
  const missing = [discovery, ...bundles].filter((status) => status.active_revision === undefined);
  return missing.map(({ name, message }) =>
    message === undefined
      ? `Every request is denied as not-ready: ${name} has not come yet.`
      : `Every request is denied as not-ready: ${name} has not come yet (${message}).`,
  );
}

function stale({ deployment }: InForce, nowSeconds: number): string[] {
  const { policy, directory, signals } = deployment;
  const problems: string[] = [];
  const overdue = nowSeconds - signals.lease.not_after;
  if (overdue >= 0)
    problems.push(
      `Requests are denied as lease-expired, except where an API's owner chose to go on: the lease ended ${overdue} s ago and has not been renewed.`,
    );
  if (compareRevisions(policy.revision, signals.at_least.policy) < 0)
    problems.push("Every request is denied as stale-policy: signals demand a newer policy bundle.");
  const directoryFloor = [signals.at_least.directory, policy.at_least.directory];
  if (directoryFloor.some((floor) => compareRevisions(directory.revision, floor) < 0))
    problems.push(
      "Every request is denied as stale-directory: a newer directory bundle is demanded.",
    );
  return problems;
}

function rejections(statuses: readonly ArchiveStatus[]): string[] {
  return statuses.flatMap(({ name, message, active_revision: revision }) =>
    message === undefined || revision === undefined
      ? []
      : [`The newest ${name} was not put in force: ${message}. Revision ${revision} stays.`],
  );
}

function clockAndLogs({ skewSeconds, logs }: HealthFacts): string[] {
  const warnings: string[] = [];
  if (skewSeconds !== null && Math.abs(skewSeconds) > skewSecondsMax)
    warnings.push(`This clock is ${skewSeconds} s ahead of the authority's.`);
  if (logs.error !== null) warnings.push(`Decision logs are not taken: ${logs.error}.`);
  if (logs.dropped > 0) warnings.push(`${logs.dropped} decision log events were dropped.`);
  return warnings;
}
