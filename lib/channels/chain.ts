import type { Transaction } from "#lib/db/client.ts";
import type { Channel } from "#lib/db/generated/client.ts";

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
  if (!first) throw new Error("There is no channel: the authority makes one when it first starts.");
  return first.slug;
}

/** Where releases of a channel are promoted to; null: nowhere, it is the last. */
export async function nextChannel(tx: Transaction, slug: string): Promise<Channel | null> {
  const chain = await readChain(tx);
  const at = chain.findIndex((each) => each.slug === slug);
  return at === -1 ? null : (chain[at + 1] ?? null);
}
