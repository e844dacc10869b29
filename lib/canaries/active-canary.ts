import type { Transaction } from "#lib/db/client.ts";
import type { Canary } from "#lib/db/generated/client.ts";

/** The canary that runs in a channel; at most one does. */
export async function activeCanary(tx: Transaction, channelSlug: string): Promise<Canary | null> {
  return tx.canary.findFirst({
    where: { channelSlug, endedAt: null },
    orderBy: { releaseNumber: "desc" },
  });
}
