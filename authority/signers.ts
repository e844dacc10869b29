import { createPublicKey, type KeyObject } from "node:crypto";
import { database } from "#lib/db/client.ts";
import { ensureSigningKeys } from "#lib/keys/ensure-signing-keys.ts";
import { es256 } from "#lib/keys/es256.ts";
import { resealKeys } from "./reseal-keys.ts";
import { unsealRootKey } from "#lib/keys/unseal-root-key.ts";
import type { AuthoritySettings } from "./authority-settings.ts";
import { openKeys, type OpenKey } from "./open-keys.ts";

export type Signer = {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
};

/** Keys by what they sign: discovery, bundles, access tokens. */
export type Signers = {
  readonly root: Signer;
  /** Every key that some enforcer may still take bundles from, newest first. */
  readonly bundles: readonly [Signer, ...Signer[]];
  readonly token: Signer;
};

/** The key that discovery tells enforcers of: the newest. */
export const announcedKey = ({ bundles }: Signers): string => bundles[0].kid;

export const bundleKids = ({ bundles }: Signers): readonly string[] =>
  bundles.map(({ kid }) => kid).toSorted();

/**
 * Opens the keys as the table has them now, making what has no successor yet. Called in every pass: keys come and go
 * while we run.
 */
export async function loadSigners(
  settings: AuthoritySettings,
  before: Signers | null,
): Promise<Signers> {
  const { kek, previousKek, rootKeyFile, graceSeconds } = settings;
  if (previousKek !== null) await resealKeys(kek, previousKek);
  const root = before?.root ?? openRoot(rootKeyFile);
  const rootPem = root.publicKey.export({ type: "spki", format: "pem" }).toString();
  await database().$transaction((tx) => ensureSigningKeys(tx, kek, rootPem), { timeout: 60_000 });
  const [newest, ...older] = await openKeys(database(), "bundle", settings);
  const tokens = await openKeys(database(), "token", settings);
  const token = tokenKey(tokens, new Date(Date.now() - graceSeconds * 1000));
  if (!newest || !token)
    throw new Error("No signing key opens: is AUTHORITY_KEK the one that sealed them?");
  return {
    root,
    bundles: [signerOf(newest), ...older.map(signerOf)],
    token: signerOf(token),
  };
}

/**
 * The newest that enforcers had the time to hear of, so that no token comes before its key; until then its predecessor,
 * unless others may have that.
 */
function tokenKey(newestFirst: readonly OpenKey[], heardOf: Date): OpenKey | undefined {
  const sound = newestFirst.filter(({ compromised }) => !compromised);
  return sound.find(({ createdAt }) => createdAt <= heardOf) ?? sound.at(-1);
}

function openRoot(file: string): Signer {
  return signerOf(unsealRootKey(file));
}

function signerOf({ kid, key }: { readonly kid: string; readonly key: KeyObject }): Signer {
  return { kid, publicKey: createPublicKey(key), sign: es256(key) };
}
