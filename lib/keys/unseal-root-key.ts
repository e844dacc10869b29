import { createPrivateKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { keyId } from "#lib/bundle/key-id.ts";

const howToMakeOne =
  "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out root-key.pem";

/**
 * The root key, from its own file: it signs discovery and nothing else. Throws with what to do when the file is
 * missing or holds anything but a P-256 private key.
 */
export function unsealRootKey(file: string): { readonly kid: string; readonly key: KeyObject } {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error(`ROOT_KEY_FILE can't be read. Make one with: ${howToMakeOne}`, { cause });
  }
  try {
    const key = createPrivateKey(pem);
    return { kid: keyId(key), key };
  } catch (cause) {
    throw new Error(`ROOT_KEY_FILE is no P-256 private key. Make one with: ${howToMakeOne}`, {
      cause,
    });
  }
}
