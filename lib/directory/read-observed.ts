import type { Transaction } from "#lib/db/client.ts";
import type { SignalsData } from "#lib/engine/deployment.ts";
import { secondsOf } from "./seconds-of.ts";

/** APIs that somebody lets be observed for a while, without a release. */
export async function readObserved(tx: Transaction, now: Date): Promise<SignalsData["observed"]> {
  const rows = await tx.apiObservation.findMany({
    where: { until: { gt: now } },
    orderBy: { apiId: "asc" },
    select: { until: true, api: { select: { slug: true } } },
  });
  return Object.fromEntries(
    rows.map(({ until, api }) => [api.slug, { not_after: secondsOf(until) }]),
  );
}
