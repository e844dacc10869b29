import { createPublicKey } from "node:crypto";
import { type Discovery, readDiscovery } from "#lib/bundle/discovery.ts";
import { compareRevisions } from "./compare-revisions.ts";
import { Refusal } from "./refusal.ts";
import type { StoredArchive } from "./state-store.ts";

export type DiscoveryState = {
  readonly current: () => Discovery | null;
  readonly tag: () => string | null;
  /** Verifies against the pinned root and takes over, or throws and changes nothing. */
  readonly take: (
    archive: StoredArchive,
  ) => Promise<{ readonly next: Discovery; readonly channelChanged: boolean }>;
};

/**
 * Which keys may sign bundles, said by the root key alone. An older discovery is refused, so that no replay undoes
 * an emergency change of keys; one past its end is never taken, but the one in force stays, as with OPA.
 */
export function createDiscoveryState(
  rootKeyPem: string,
  bytesMax: number,
  nowSeconds: () => number,
): DiscoveryState {
  const rootKey = createPublicKey(rootKeyPem);
  let current: Discovery | null = null;
  let tag: string | null = null;
  return {
    current: () => current,
    tag: () => tag,
    take: async (archive) => {
      const before = current;
      const next = await readDiscovery(archive.bytes, {
        rootKey,
        nowSeconds: nowSeconds(),
        limits: { compressedBytesMax: bytesMax },
        ...(before === null ? {} : { deployment: before.deployment }),
      });
      if (before !== null && compareRevisions(next.revision, before.revision) < 0)
        throw new Refusal("older-revision", "discovery is older than the one in force");
      current = next;
      tag = archive.tag;
      return { next, channelChanged: before !== null && before.channel !== next.channel };
    },
  };
}
