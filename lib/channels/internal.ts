import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { Channel } from "#lib/db/generated/client.ts";
import type { channelView } from "./contract.ts";

export async function viewOf(
  tx: Transaction,
  { slug, name, releaseNumber, createdAt }: Channel,
): Promise<z.input<typeof channelView>> {
  const enforcers = await tx.enforcer.count({ where: { channelSlug: slug, revokedAt: null } });
  return { slug, name, release: releaseNumber, enforcers, createdAt };
}

/** One change of the chain at a time, and none while somebody publishes. */
export async function lockChain(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205764)`;
}
