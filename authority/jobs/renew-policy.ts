import { activeCanary } from "#lib/canaries/active-canary.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Job } from "./job.ts";
import { newestBundle } from "./newest-bundle.ts";
import { reissuePolicy } from "./reissue-policy.ts";
import { policyFingerprint } from "./store-policy.ts";

/** After an upgrade what is served gets the new version's Rego library, after a change of keys the new signature. */
export async function renewPolicy(tx: Transaction, job: Job): Promise<void> {
  const { channel } = job;
  const print = policyFingerprint(job);
  for (const canary of (await activeCanary(tx, channel)) ? [false, true] : [false]) {
    const newest = await newestBundle(tx, channel, "policy", canary);
    if (newest && newest.fingerprint !== print)
      await reissuePolicy(tx, job, { from: newest, canary });
  }
}
