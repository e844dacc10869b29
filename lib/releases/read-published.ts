import { entryChannel } from "#lib/channels/chain.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { ApiContent } from "#lib/engine/release-content.ts";
import { baseRelease, snapshotOf } from "./internal.ts";

/** A policy's text in the release that the next one is compared with; null where it has none. */
export async function publishedSource(tx: Transaction, name: string): Promise<string | null> {
  const base = await baseRelease(tx, await entryChannel(tx));
  return (base && snapshotOf(base).sources[name]) ?? null;
}

/** An API in the release that the next one is compared with; null where it is not in it. */
export async function publishedApi(tx: Transaction, slug: string): Promise<ApiContent | null> {
  const base = await baseRelease(tx, await entryChannel(tx));
  return (base && snapshotOf(base).content.apis.find((api) => api.slug === slug)) ?? null;
}
