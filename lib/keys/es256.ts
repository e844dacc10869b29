import { sign, type KeyObject } from "node:crypto";

/** ES256 as JWS has it (RFC 7518 §3.4): the 64 bytes r‖s, not DER. */
export function es256(key: KeyObject): (bytes: Uint8Array) => Promise<Uint8Array> {
  return (bytes) =>
    new Promise((resolve, reject) => {
      sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }, (error, signature) => {
        if (error) reject(error);
        else resolve(signature);
      });
    });
}
