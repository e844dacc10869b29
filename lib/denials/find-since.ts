import type { Transaction } from "#lib/db/client.ts";
import type { Group } from "./find-groups.ts";
import { usualMs, windowMs } from "./windows.ts";
import type { Window } from "./count-decisions.ts";

const minuteMs = 60_000;
/** Once it has begun it has begun: asked for by every page that is open, looked up once in this time. */
const knownForMs = 60_000;
let known: { readonly of: string; readonly untilMs: number; readonly since: Date } | null = null;
/** So many quiet minutes end what is looked back through. */
const quietMax = 5;

/**
 * The minute in which denials of this kind began to come as they come now: backwards from now, until five minutes in a
 * row had less than a third of the present rate.
 */
export async function findSince(tx: Transaction, group: Group, { to }: Window): Promise<Date> {
  const of = JSON.stringify([group.reason, group.enforcer, group.api]);
  if (known?.of === of && isFresh(known.untilMs, to)) return known.since;
  const begin = new Date(to.getTime() - usualMs);
  const rows = await tx.$queryRaw<{ readonly minute: Date; readonly count: number }[]>`
    SELECT date_trunc('minute', "decidedAt") AS "minute", count(*)::int AS "count" FROM "Decision"
    WHERE "decidedAt" >= ${begin} AND "decidedAt" < ${to} AND "outcome" = 'deny'
      AND "reason" = ${group.reason} AND "enforcerSlug" = ${group.enforcer}
      AND "api" IS NOT DISTINCT FROM ${group.api}
    GROUP BY 1 ORDER BY 1 DESC`;
  const since = sinceOf(rows, group.denied, to);
  known = { of, untilMs: to.getTime(), since };
  return since;
}

function isFresh(untilMs: number, to: Date): boolean {
  return to.getTime() >= untilMs && to.getTime() < untilMs + knownForMs;
}

export function sinceOf(
  newestFirst: readonly { readonly minute: Date; readonly count: number }[],
  denied: number,
  to: Date,
): Date {
  const least = Math.max(1, (denied * minuteMs) / windowMs / 3);
  let since = to.getTime();
  for (const { minute, count } of newestFirst) {
    if (count < least) continue;
    if (since - minute.getTime() > (quietMax + 1) * minuteMs) break;
    since = minute.getTime();
  }
  return new Date(since);
}
