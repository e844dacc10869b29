import { createCipheriv, randomBytes, type KeyObject } from "node:crypto";
import {
  kekBytes,
  kekId,
  sealedKeyContext,
  sealedKeyLayout,
  type SealedKeyName,
} from "./sealed-key.ts";

/** Seals a private key (PKCS #8) under the authority's key-encryption key. */
export function sealPrivateKey(
  key: KeyObject,
  name: SealedKeyName,
  kekText: string,
): Uint8Array<ArrayBuffer> {
  const kek = kekBytes(kekText);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", kek, nonce).setAAD(sealedKeyContext(name));
  const plain = key.export({ type: "pkcs8", format: "der" });
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  plain.fill(0);
  return new Uint8Array(
    Buffer.concat([Buffer.from([sealedKeyLayout.version]), kekId(kek), nonce, body]),
  );
}
