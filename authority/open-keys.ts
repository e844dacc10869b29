import { createPublicKey, type KeyObject } from "node:crypto";
import { keyId } from "#lib/bundle/key-id.ts";
import type { Transaction } from "#lib/db/client.ts";
import { logError } from "#lib/log.ts";
import type { KeyPurpose } from "#lib/keys/key-purpose.ts";
import { publicMembers, type PublicSigningKey } from "#lib/keys/public-signing-key.ts";
import { unsealPrivateKey } from "#lib/keys/unseal-private-key.ts";
import type { AuthoritySettings } from "./authority-settings.ts";

export type OpenKey = PublicSigningKey & {
  readonly key: KeyObject;
  readonly createdAt: Date;
  readonly compromised: boolean;
};

/** Rows that did not open were complained about once; the jobs look every second. */
const complained = new Set<string>();

/**
 * The keys in use of one purpose, newest first, as their sealed private halves say. What the authority vouches for
 * (discovery, issuers, a bundle it signs anew) rests on these and never on the column `publicJwk`: whoever can write
 * the table can put a public key there, but can't seal a private half. What does not open is left out.
 */
export async function openKeys(
  tx: Transaction,
  purpose: Exclude<KeyPurpose, "root">,
  { kek, previousKek }: Pick<AuthoritySettings, "kek" | "previousKek">,
): Promise<readonly OpenKey[]> {
  const keks = previousKek === null ? [kek] : [kek, previousKek];
  const rows = await tx.signingKey.findMany({
    where: { purpose, state: { in: ["active", "retiring"] } },
    orderBy: [{ createdAt: "desc" }, { kid: "asc" }],
    select: { kid: true, sealedPrivate: true, createdAt: true, compromised: true },
  });
  return rows.flatMap(({ kid, sealedPrivate, ...facts }) => {
    try {
      return [{ ...opened(kid, purpose, sealedPrivate, keks), ...facts }];
    } catch (error) {
      if (!complained.has(kid)) logError("a signing key is left out", error, { kid, purpose });
      complained.add(kid);
      return [];
    }
  });
}

function opened(
  kid: string,
  purpose: KeyPurpose,
  sealed: Uint8Array | null,
  keks: readonly string[],
): PublicSigningKey & { readonly key: KeyObject } {
  if (!sealed) throw new Error(`Key ${kid} has no private half.`);
  const key = unsealPrivateKey(sealed, { kid, purpose }, keks);
  const publicKey = createPublicKey(key);
  if (keyId(publicKey) !== kid) throw new Error(`Key ${kid} is not the key that its id names.`);
  return { kid, key, jwk: publicMembers(publicKey.export({ format: "jwk" })) };
}
