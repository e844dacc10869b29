import { database } from "#lib/db/client.ts";
import { storeLosses } from "#lib/losses/store-losses.ts";
import { maskedJson, maskText } from "./mask-event.ts";

/** Enough to see what it was; a storm of rubbish must not fill the disk. */
const bytesMax = 64 * 1024;
const chunksMax = 200;

export type Unreadable = { readonly reason: string; readonly bytes: Uint8Array };

/** Of bytes that are no text: what kind of thing it was, and too little to hold a secret. */
const headBytes = 64;

/**
 * What may be kept of something unreadable: secrets are masked in it as in a good event. Bytes that are no text
 * can't be looked through (a broken archive still unpacks in part), so only their head is kept.
 */
export function evidenceOf(unreadable: unknown): Uint8Array {
  if (unreadable instanceof Uint8Array) {
    const text = textOf(unreadable);
    return text === null ? unreadable.subarray(0, headBytes) : evidenceOf(text);
  }
  if (typeof unreadable !== "string") return Buffer.from(maskedJson(unreadable));
  const value = parseJson(unreadable);
  return typeof value === "object"
    ? evidenceOf(value)
    : Buffer.from(maskText(unreadable.slice(0, bytesMax)));
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

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
    await database().$transaction((tx) =>
      storeLosses(tx, [{ enforcerId, cause: "quarantine-full", count }]),
    );
}
