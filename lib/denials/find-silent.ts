import type { Transaction } from "#lib/db/client.ts";
import { silentMs } from "#lib/enforcers/enforcer-state.ts";
import { readSettings } from "#lib/settings/settings.ts";

/** Who decided nothing in the hour before it fell silent is out of use rather than cut off. */
const idleMs = 3_600_000;
const dayMs = 24 * idleMs;

/**
 * Enforcers that were at work when they were last heard of. Their logs come the way their polls go, so that nothing is
 * seen of what they deny now: that they do is known from the lease alone. A day after its end they are out of use.
 */
export async function findSilent(tx: Transaction, now: Date) {
  const leaseMs = (await readSettings(tx)).leaseSeconds * 1000;
  const rows = await tx.enforcer.findMany({
    where: {
      revokedAt: null,
      lastSeenAt: {
        lt: new Date(now.getTime() - silentMs),
        gt: new Date(now.getTime() - leaseMs - dayMs),
      },
    },
    select: { slug: true, lastSeenAt: true, lastDecisionAt: true },
    orderBy: [{ lastSeenAt: "asc" }, { slug: "asc" }],
  });
  return rows.flatMap(({ slug, lastSeenAt, lastDecisionAt }) => {
    if (!lastSeenAt || !lastDecisionAt) return [];
    if (lastSeenAt.getTime() - lastDecisionAt.getTime() > idleMs) return [];
    const leaseEndsAt = new Date(lastSeenAt.getTime() + leaseMs);
    return [{ enforcer: slug, lastSeenAt, leaseEndsAt, leaseOver: leaseEndsAt <= now }];
  });
}
