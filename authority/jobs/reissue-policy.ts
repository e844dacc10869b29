import { bundleScope } from "#lib/bundle/bundle-name.ts";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { PolicyData, Revision } from "#lib/engine/deployment.ts";
import { parsePolicyData } from "#lib/engine/parse-deployment.ts";
import { openKeys } from "#authority/open-keys.ts";
import { readSettings } from "#lib/settings/settings.ts";
import type { Job } from "./job.ts";
import type { StoredBundle } from "./newest-bundle.ts";
import { storePolicy } from "./store-policy.ts";

type Reissue = {
  readonly from: Pick<StoredBundle, "epoch" | "number">;
  /** For the enforcers of the canary alone. */
  readonly canary: boolean;
};

/**
 * A policy bundle once more, as a new, higher revision. Its content comes out of the bundle that was signed for it,
 * verified anew, and not out of the table: nothing that changed since its approval can slip in.
 */
export async function reissuePolicy(
  tx: Transaction,
  job: Job,
  { from, canary }: Reissue,
): Promise<Revision> {
  const data = await readStored(tx, job, from);
  const row = await tx.channel.update({
    where: { slug: job.channel },
    data: { policyNumber: { increment: 1 } },
  });
  const revision = [row.epoch, row.policyNumber] as const;
  await storePolicy(tx, job, { ...data, revision }, { now: new Date(), canary });
  return revision;
}

async function readStored(
  tx: Transaction,
  { channel, settings }: Job,
  { epoch, number }: Reissue["from"],
): Promise<PolicyData> {
  const { deployment } = await readSettings(tx);
  const keys = await openKeys(tx, "bundle", settings);
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
  if (data.revision[0] !== epoch || BigInt(data.revision[1]) !== number)
    throw new Error("The stored policy bundle is not the one its row says; it is not signed anew.");
  return data;
}
