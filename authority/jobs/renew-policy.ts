import { bundleScope } from "#lib/bundle/bundle-name.ts";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import type { Transaction } from "#lib/db/client.ts";
import { parsePolicyData } from "#lib/engine/parse-deployment.ts";
import { openKeys } from "#authority/open-keys.ts";
import { readSettings } from "#lib/settings/settings.ts";
import type { Job } from "./job.ts";
import { newestBundle } from "./newest-bundle.ts";
import { policyFingerprint, storePolicy } from "./store-policy.ts";

/**
 * After an upgrade the served release gets the new version's Rego library. Its content comes out of the bundle
 * that was signed for it, verified anew, and not out of the table: nothing that changed since its approval can
 * slip in.
 */
export async function renewPolicy(tx: Transaction, job: Job): Promise<void> {
  const { channel } = job;
  const newest = await newestBundle(tx, channel, "policy");
  if (!newest || newest.fingerprint === policyFingerprint(job)) return;
  const { deployment } = await readSettings(tx);
  const { epoch, number } = newest;
  const keys = await openKeys(tx, "bundle", job.settings.kek);
  const kids = keys.map(({ kid }) => kid);
  const stored = await tx.bundle.findFirst({
    where: { channelSlug: channel, name: "policy", epoch, number, kid: { in: kids } },
    select: { bytes: true, kid: true },
  });
  if (!stored)
    throw new Error("The stored policy bundle is by no key of ours; it is not signed anew.");
  const archive = await readBundle(stored.bytes, {
    name: "policy",
    keys: Object.fromEntries(keys.map(({ kid, jwk }) => [kid, jwk])),
    keyid: stored.kid,
    scope: bundleScope(deployment, channel, "policy"),
  });
  const data = parsePolicyData(archive.data);
  if (data.revision[0] !== newest.epoch || BigInt(data.revision[1]) !== newest.number)
    throw new Error("The stored policy bundle is not the one its row says; it is not signed anew.");
  const row = await tx.channel.update({
    where: { slug: channel },
    data: { policyNumber: { increment: 1 } },
  });
  const revision = [row.epoch, row.policyNumber] as const;
  await storePolicy(tx, job, { ...data, revision }, new Date());
}
