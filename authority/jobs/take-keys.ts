import { database } from "#lib/db/client.ts";
import { renewKeys } from "#lib/keys/renew-keys.ts";
import { ensureDeployment } from "#lib/releases/ensure-deployment.ts";
import type { Authority } from "#authority/authority.ts";
import { loadSigners, type Signers } from "#authority/signers.ts";

/** The keys as they are now; with the first reach of the database a fresh deployment gets its first release. */
export async function takeKeys(authority: Authority): Promise<Signers> {
  const before = authority.signers();
  const signers = await loadSigners(authority.settings, before);
  if (before === null) await ensureDeployment();
  authority.setSigners(signers);
  return signers;
}

/** Last in a pass: its bundles carry the signatures of successors, and who needs which key is written down. */
export async function renewKeysNow({ settings }: Authority): Promise<void> {
  const { graceSeconds } = settings;
  await database().$transaction((tx) => renewKeys(tx, new Date(), graceSeconds), {
    timeout: 60_000,
  });
}
