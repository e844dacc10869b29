import { readChain } from "#lib/channels/chain.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import type { ApiContent } from "#lib/engine/release-content.ts";
import { baseRelease, snapshotOf } from "./internal.ts";

/** A policy's text in the release that the next one is compared with; null where it has none. */
export async function publishedSource(tx: Transaction, name: string): Promise<string | null> {
  const base = await newestBase(tx);
  return (base && snapshotOf(base).sources[name]) ?? null;
}

/** An API in the release that the next one is compared with; null where it is not in it. */
export async function publishedApi(tx: Transaction, slug: string): Promise<ApiContent | null> {
  const base = await newestBase(tx);
  return (base && snapshotOf(base).content.apis.find((api) => api.slug === slug)) ?? null;
}

/** A first channel that nothing was published to yet has nothing to go back to: the next one has. */
async function newestBase(tx: Transaction): Promise<Release | null> {
  for (const { slug } of await readChain(tx)) {
    const base = await baseRelease(tx, slug);
    if (base) return base;
  }
  return null;
}
