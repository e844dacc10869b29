import { createHash } from "node:crypto";
import type { KeyPurpose } from "./key-purpose.ts";

/**
 * A private key at rest: `version (1) ‖ id of the key-encryption key (8) ‖ nonce (12) ‖ AES-256-GCM ciphertext
 * ‖ tag (16)`. The additional data binds it to the row it belongs to, so that a sealed token key can't be put in
 * the place of a bundle key. The nonce is random: a key-encryption key seals a handful of keys in its life, far
 * below the 2^32 messages of NIST SP 800-38D §8.3.
 */
export const sealedKeyLayout = { version: 1, kekIdEnd: 9, nonceEnd: 21, tagLength: 16 } as const;

export type SealedKeyName = { readonly kid: string; readonly purpose: KeyPurpose };

export function sealedKeyContext({ kid, purpose }: SealedKeyName): Buffer {
  return Buffer.from(`sallyport signing key\n${kid}\n${purpose}`, "utf8");
}

/** Says which key-encryption key a blob needs, without saying anything about the key. */
export function kekId(kek: Buffer): Buffer {
  return createHash("sha256").update("sallyport kek id\n").update(kek).digest().subarray(0, 8);
}

/** Only who has the key-encryption key can tell. */
export function isSealedUnder(sealed: Uint8Array, kekText: string): boolean {
  return Buffer.from(sealed)
    .subarray(1, sealedKeyLayout.kekIdEnd)
    .equals(kekId(kekBytes(kekText)));
}

/** 32 bytes out of their base64url text, as `AUTHORITY_KEK` has them. */
export function kekBytes(text: string): Buffer {
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== 32) throw new Error("AUTHORITY_KEK must be 32 bytes in base64url.");
  return bytes;
}
