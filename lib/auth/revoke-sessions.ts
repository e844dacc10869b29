import type { Transaction } from "#lib/db/client.ts";
import { notify } from "#lib/db/notify.ts";

/** Revokes sessions, and with them, at every enforcer, the access tokens that carry their `sid`. Gives how many. */
export async function revokeSessions(
  tx: Transaction,
  which: { readonly userId: string; readonly except?: string } | { readonly id: string },
  now: Date = new Date(),
): Promise<number> {
  const where =
    "id" in which
      ? { id: which.id }
      : { userId: which.userId, ...(which.except ? { id: { not: which.except } } : {}) };
  const { count } = await tx.session.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: now },
  });
  if (count > 0) await notify(tx, "signals");
  return count;
}
