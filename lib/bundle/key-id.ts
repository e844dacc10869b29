import { createHash, createPublicKey, KeyObject, type JsonWebKey } from "node:crypto";

/** A P-256 public key in either form; signatures of bundles are ES256 and nothing else. */
export type PublicKey = KeyObject | JsonWebKey;

/**
 * A key's id is its RFC 7638 thumbprint (SHA-256, base64url), so that one id can never stand for other bytes.
 * Throws a TypeError for everything that is not a P-256 key.
 */
export function keyId(key: PublicKey): string {
  const { crv, kty, x, y } = publicKeyObject(key).export({ format: "jwk" });
  if (kty !== "EC" || crv !== "P-256") throw new TypeError("not a P-256 key");
  return createHash("sha256").update(JSON.stringify({ crv, kty, x, y })).digest("base64url");
}

/** The key as Node's own object, private parts left behind. */
export function publicKeyObject(key: PublicKey): KeyObject {
  if (!(key instanceof KeyObject)) return createPublicKey({ key, format: "jwk" });
  return key.type === "private" ? createPublicKey(key) : key;
}
