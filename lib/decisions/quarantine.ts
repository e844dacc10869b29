import { database } from "#lib/db/client.ts";

/** Enough to see what it was; a storm of rubbish must not fill the disk. */
const bytesMax = 64 * 1024;
const chunksMax = 200;

export type Unreadable = { readonly reason: string; readonly bytes: Uint8Array };

/** Keeps what could not be read, so that somebody can look at it; beyond the quota it is counted as lost. */
export async function quarantine(
  enforcerId: string,
  unreadable: readonly Unreadable[],
): Promise<void> {
  if (unreadable.length === 0) return;
  const before = await database().quarantinedChunk.count({ where: { enforcerId } });
  const kept = unreadable.slice(0, Math.max(0, chunksMax - before));
  await database().quarantinedChunk.createMany({
    data: kept.map(({ reason, bytes }) => ({
      enforcerId,
      reason,
      bytes: new Uint8Array(bytes.subarray(0, bytesMax)),
    })),
  });
  const count = unreadable.length - kept.length;
  if (count > 0)
    await database().logLoss.create({ data: { enforcerId, cause: "quarantine-full", count } });
}
