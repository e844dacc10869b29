import { openKeys } from "#authority/open-keys.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { SignalsData } from "#lib/engine/deployment.ts";
import { trustedIssuers } from "#lib/issuers/trusted-issuers.ts";
import { localIssuer, localIssuerId } from "#lib/keys/local-issuer.ts";
import type { Job } from "./job.ts";

/** Ourselves and everybody else whose tokens count. */
export async function issuersNow(
  tx: Transaction,
  settings: Job["settings"],
): Promise<SignalsData["issuers"]> {
  const own = localIssuer(settings.publicUrl, await openKeys(tx, "token", settings));
  return { ...(await trustedIssuers(tx)), [localIssuerId]: own };
}
