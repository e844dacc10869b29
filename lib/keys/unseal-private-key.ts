import { createDecipheriv, createPrivateKey, type KeyObject } from "node:crypto";
import {
  isSealedUnder,
  kekBytes,
  sealedKeyContext,
  sealedKeyLayout,
  type SealedKeyName,
} from "./sealed-key.ts";

/**
 * Opens what `sealPrivateKey` made. Only the authority imports this file (a lint fence): no other process has
 * the key-encryption key. `kekTexts`: while it is replaced, the new and the old one. Throws when the blob needs another key, belongs to another row, or was changed.
 */
export function unsealPrivateKey(
  sealed: Uint8Array,
  name: SealedKeyName,
  kekTexts: readonly string[],
): KeyObject {
  const blob = Buffer.from(sealed);
  const { version, kekIdEnd, nonceEnd, tagLength } = sealedKeyLayout;
  if (blob.length < nonceEnd + tagLength || blob[0] !== version)
    throw new Error(`The private half of key ${name.kid} is not in a form this version knows.`);
  const kekText = kekTexts.find((text) => isSealedUnder(blob, text));
  if (kekText === undefined)
    throw new Error(`Key ${name.kid} was sealed under another AUTHORITY_KEK.`);
  const decipher = createDecipheriv(
    "aes-256-gcm",
    kekBytes(kekText),
    blob.subarray(kekIdEnd, nonceEnd),
  )
    .setAAD(sealedKeyContext(name))
    .setAuthTag(blob.subarray(-tagLength));
  try {
    const plain = Buffer.concat([
      decipher.update(blob.subarray(nonceEnd, -tagLength)),
      decipher.final(),
    ]);
    const key = createPrivateKey({ key: plain, format: "der", type: "pkcs8" });
    plain.fill(0);
    return key;
  } catch (cause) {
    throw new Error(`The private half of key ${name.kid} was changed or moved.`, { cause });
  }
}
