import { createHash, randomBytes } from "node:crypto";

/** API token, enforcer credential, invitation or first-run link, authorization code, browser binding. */
export type SecretPrefix = "spk" | "spe" | "spi" | "spc" | "spb";

/** A new secret of 256 random bits: `text` is shown once and never stored, `hash` is what the table keeps. */
export function newSecret(prefix: SecretPrefix): {
  text: string;
  hash: Uint8Array<ArrayBuffer>;
  shown: string;
} {
  const text = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { text, hash: hashSecret(text), shown: text.slice(0, 8) };
}

/** SHA-256: right for secrets of full entropy (nothing to guess), and quick enough for every request. */
export function hashSecret(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(text).digest());
}
