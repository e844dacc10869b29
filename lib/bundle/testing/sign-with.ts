import { sign, type KeyObject } from "node:crypto";
import type { UnsignedBundle } from "#lib/bundle/build-bundle.ts";
import { keyId } from "#lib/bundle/key-id.ts";
import { signBundle } from "#lib/bundle/sign-bundle.ts";

/** Signs with a key that is at hand. */
export function signWith(
  privateKey: KeyObject,
  bundle: UnsignedBundle,
  scope: string,
  kid: string = keyId(privateKey),
): Promise<Uint8Array> {
  return signBundle(bundle, {
    kid,
    scope,
    issuedAt: 1790000000,
    sign: async (bytes) => sign("sha256", bytes, { key: privateKey, dsaEncoding: "ieee-p1363" }),
  });
}
