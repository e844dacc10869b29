import type { Transaction } from "#lib/db/client.ts";
import type { Channel } from "#lib/db/generated/client.ts";

/** The channel every deployment has, as soon as the authority has started once. */
export const firstChannel = "production";

/** The channels in use, from the one that is published to, to the last. */
export async function readChain(tx: Transaction): Promise<readonly Channel[]> {
  return tx.channel.findMany({
    where: { retiredAt: null },
    orderBy: [{ position: "asc" }, { slug: "asc" }],
  });
}

/** Where what is written is published to. */
export async function entryChannel(tx: Transaction): Promise<string> {
  const [first] = await readChain(tx);
  return first?.slug ?? firstChannel;
}

/** Where releases of a channel are promoted to; null: nowhere, it is the last. */
export async function nextChannel(tx: Transaction, slug: string): Promise<Channel | null> {
  const chain = await readChain(tx);
  const at = chain.findIndex((each) => each.slug === slug);
  return at === -1 ? null : (chain[at + 1] ?? null);
}
