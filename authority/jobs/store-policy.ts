import { buildBundle } from "#lib/bundle/build-bundle.ts";
import { bundleScope } from "#lib/bundle/bundle-name.ts";
import { regoLibrary } from "#lib/bundle/rego-library.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { PolicyData } from "#lib/engine/deployment.ts";
import { fingerprint } from "./fingerprint.ts";
import { bundleKids } from "#authority/signers.ts";
import type { Job } from "./job.ts";
import { storeBundle } from "./store-bundle.ts";

/** Signs and stores one policy bundle, always with the library of this version: no rollback revives an old one. */
export async function storePolicy(
  tx: Transaction,
  job: Job,
  data: PolicyData,
  { now, canary = false }: { readonly now: Date; readonly canary?: boolean },
): Promise<void> {
  const { channel, signers } = job;
  await storeBundle(tx, {
    channel,
    revision: data.revision,
    unsigned: buildBundle("policy", data, { revision: data.revision, rego: regoLibrary }),
    scope: bundleScope(data.deployment, channel, "policy"),
    signers: signers.bundles,
    now,
    fingerprint: policyFingerprint(job),
    releaseNumber: data.release,
    canary,
  });
}

/** What a policy bundle depends on besides its release: the library's text and the signing keys. */
export function policyFingerprint(job: Job): string {
  return fingerprint({ library: regoLibrary, kids: bundleKids(job.signers) });
}
