import { buildBundle } from "#lib/bundle/build-bundle.ts";
import { bundleScope } from "#lib/bundle/bundle-name.ts";
import { buildDirectory } from "#lib/directory/build-directory.ts";
import type { Transaction } from "#lib/db/client.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { bundleKids } from "#authority/signers.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Job } from "./job.ts";
import { newestBundle } from "./newest-bundle.ts";
import { storeBundle } from "./store-bundle.ts";

/**
 * A new snapshot of the directory when there is none, when the signing keys are others, or when so much has
 * changed that the overrides in signals grow large. Everything else travels as an override.
 */
export async function publishDirectory(tx: Transaction, job: Job): Promise<void> {
  const { channel, settings, signers } = job;
  const { deployment } = await readSettings(tx);
  const newest = await newestBundle(tx, channel, "directory");
  const print = fingerprint({ deployment, kids: bundleKids(signers) });
  if (newest?.fingerprint === print) {
    const changes = await tx.directoryEntry.count({ where: { seq: { gt: newest.highSeq } } });
    if (changes <= settings.overridesMax) return;
  }
  const row = await tx.channel.update({
    where: { slug: channel },
    data: { directoryNumber: { increment: 1 } },
  });
  const revision = [row.epoch, Number(row.directoryNumber)] as const;
  const { data, highSeq } = await buildDirectory(tx, revision);
  await storeBundle(tx, {
    channel,
    revision,
    unsigned: buildBundle("directory", data, { revision }),
    scope: bundleScope(deployment, channel, "directory"),
    signers: signers.bundles,
    now: new Date(),
    fingerprint: print,
    highSeq,
  });
}
