import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes the root key where there is none (evaluation mode), readable by its owner alone, and gives its public
 * half as PEM. Written beside and renamed: a killed start never leaves half a key.
 */
export function makeRootKey(file: string): string {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
    renameSync(draft, file);
  }
  const key = createPublicKey(createPrivateKey(readFileSync(file, "utf8")));
  return key.export({ type: "spki", format: "pem" }).toString();
}
