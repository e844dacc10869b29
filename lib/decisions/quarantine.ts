import { database } from "#lib/db/client.ts";

/** Enough to see what it was; a storm of rubbish must not fill the disk. */
const bytesMax = 64 * 1024;
const chunksMax = 200;

/** Keeps what could not be read, so that somebody can look at it; beyond the quota it is counted as lost. */
export async function quarantine(
  enforcerId: string,
  reason: string,
  bytes: Uint8Array,
): Promise<void> {
  const kept = await database().quarantinedChunk.count({ where: { enforcerId } });
  if (kept >= chunksMax) {
    await database().logLoss.create({ data: { enforcerId, cause: "quarantine-full", count: 1 } });
    return;
  }
  await database().quarantinedChunk.create({
    data: { enforcerId, reason, bytes: new Uint8Array(bytes.subarray(0, bytesMax)) },
  });
}
