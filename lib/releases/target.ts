import { entryChannel, nextChannel, readChain } from "#lib/channels/chain.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError } from "#lib/errors.ts";
import { findRelease, snapshotOf } from "./internal.ts";
import { snapshotContent, type Snapshot } from "./snapshot-content.ts";

/** What is published: everything that is written, or the content of a release there is. */
export type Source = {
  readonly rollbackTo?: number | undefined;
  readonly promote?: number | undefined;
};

export type Target = { readonly channel: string; readonly snapshot: () => Promise<Snapshot> };

/**
 * Where to, and with which content: what is written goes to the first channel of the chain, an older release back to its
 * own, and a promoted one to the channel after its own.
 */
export async function targetOf(tx: Transaction, source: Source): Promise<Target> {
  if (source.promote !== undefined) return promotion(tx, source.promote);
  if (source.rollbackTo === undefined)
    return { channel: await entryChannel(tx), snapshot: () => snapshotContent(tx) };
  const row = await findRelease(tx, source.rollbackTo);
  const chain = await readChain(tx);
  if (!chain.some(({ slug }) => slug === row.channelSlug))
    throw new AppError("conflict", `The channel ${row.channelSlug} is retired.`);
  return { channel: row.channelSlug, snapshot: () => Promise.resolve(snapshotOf(row)) };
}

/** Only what its own channel has been served as a whole. */
async function promotion(tx: Transaction, number: number): Promise<Target> {
  const row = await findRelease(tx, number);
  if (row.state !== "served")
    throw new AppError("conflict", `Release ${number} is not served in its own channel yet.`);
  const next = await nextChannel(tx, row.channelSlug);
  if (!next) throw new AppError("conflict", `There is no channel after that of release ${number}.`);
  return { channel: next.slug, snapshot: () => Promise.resolve(snapshotOf(row)) };
}
