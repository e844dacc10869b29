import { discoveryScope } from "#lib/bundle/bundle-name.ts";
import { buildDiscovery, type DiscoveryInput } from "#lib/bundle/discovery.ts";
import { secondsOf } from "#lib/directory/seconds-of.ts";
import type { Transaction } from "#lib/db/client.ts";
import { announcedKey, bundleKids } from "#authority/signers.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Job } from "./job.ts";
import { newestBundle } from "./newest-bundle.ts";
import { storeBundle } from "./store-bundle.ts";

/** Longest hold asked of clients: under the idle limits of usual proxies, and "last seen" stays fresh. */
const holdSecondsMax = 30;

/**
 * Discovery: the keys and addresses of the other bundles, signed by the root key. Made anew when what it says
 * changes, and long before its end.
 */
export async function publishDiscovery(tx: Transaction, job: Job): Promise<void> {
  const { channel, settings, signers } = job;
  const now = new Date();
  const channelRow = await tx.channel.findUniqueOrThrow({ where: { slug: channel } });
  const { deployment } = await readSettings(tx);
  const keyid = announcedKey(signers);
  const says: Omit<DiscoveryInput, "revision" | "notAfter"> = {
    deployment,
    channel,
    keys: signers.bundles.map(({ publicKey }) => publicKey),
    keyid,
    polling: {
      holdSeconds: Math.min(settings.pollHoldSecondsMax, holdSecondsMax),
      delaySecondsMin: 1,
      delaySecondsMax: 10,
    },
    logs: { delaySecondsMin: 1, delaySecondsMax: 3 },
    persist: true,
    portalUrl: `${settings.publicUrl}/me`,
  };
  const kids = bundleKids(signers);
  const print = fingerprint({ says: { ...says, keys: kids }, root: signers.root.kid });
  const newest = await newestBundle(tx, channel, "discovery");
  if (newest?.fingerprint === print && !isHalfway(newest.createdAt, now, settings.discoverySeconds))
    return;
  const number = newest?.epoch === channelRow.epoch ? Number(newest.number) + 1 : 1;
  const revision = [channelRow.epoch, number] as const;
  const notAfter = secondsOf(now) + settings.discoverySeconds;
  await storeBundle(tx, {
    channel,
    revision,
    unsigned: buildDiscovery({ ...says, revision, notAfter }),
    scope: discoveryScope(deployment),
    signers: [signers.root],
    announces: keyid,
    now,
    fingerprint: print,
    leaseUntil: new Date(notAfter * 1000),
  });
}

function isHalfway(since: Date, now: Date, seconds: number): boolean {
  return now.getTime() - since.getTime() > (seconds * 1000) / 2;
}
