import { createPublicKey, type KeyObject } from "node:crypto";
import { es256 } from "#lib/keys/es256.ts";
import { ensureSigningKeys } from "#lib/keys/ensure-signing-keys.ts";
import { openKeys } from "./open-keys.ts";
import { unsealRootKey } from "#lib/keys/unseal-root-key.ts";
import { database } from "#lib/db/client.ts";

export type Signer = {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
};

/** One key per purpose: discovery, bundles, access tokens. */
export type Signers = { readonly root: Signer; readonly bundle: Signer; readonly token: Signer };

/** Opens the keys, making them on the first start. Needs the database once; after that they are in memory. */
export async function loadSigners(kek: string, rootKeyFile: string): Promise<Signers> {
  const root = unsealRootKey(rootKeyFile);
  const rootPem = createPublicKey(root.key).export({ type: "spki", format: "pem" }).toString();
  await database().$transaction((tx) => ensureSigningKeys(tx, kek, rootPem), { timeout: 60_000 });
  return {
    root: signerOf(root.kid, root.key),
    bundle: await newest("bundle", kek),
    token: await newest("token", kek),
  };
}

async function newest(purpose: "bundle" | "token", kek: string): Promise<Signer> {
  const [key] = await openKeys(database(), purpose, kek);
  if (!key) throw new Error(`No ${purpose} key opens: is AUTHORITY_KEK the one that sealed them?`);
  return signerOf(key.kid, key.key);
}

function signerOf(kid: string, key: KeyObject): Signer {
  return { kid, publicKey: createPublicKey(key), sign: es256(key) };
}
