import { generateKeyPairSync, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { keyId } from "#lib/bundle/key-id.ts";
import { sealPrivateKey } from "./seal-private-key.ts";
import { unsealPrivateKey } from "./unseal-private-key.ts";

const kek = randomBytes(32).toString("base64url");
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const name = { kid: keyId(privateKey), purpose: "bundle" } as const;

test("a sealed key comes back, and two seals of one key differ", () => {
  const sealed = sealPrivateKey(privateKey, name, kek);
  expect(unsealPrivateKey(sealed, name, [kek]).equals(privateKey)).toBe(true);
  expect(Buffer.from(sealPrivateKey(privateKey, name, kek)).equals(Buffer.from(sealed))).toBe(
    false,
  );
});

test("a sealed key can't be moved to another row or purpose", () => {
  const sealed = sealPrivateKey(privateKey, name, kek);
  expect(() => unsealPrivateKey(sealed, { ...name, purpose: "token" }, [kek])).toThrow("changed");
  expect(() => unsealPrivateKey(sealed, { ...name, kid: "x" }, [kek])).toThrow("changed");
});

test("every changed byte is noticed, another key-encryption key is named", () => {
  const sealed = sealPrivateKey(privateKey, name, kek);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
    expect(() => unsealPrivateKey(changed, name, [kek])).toThrow(/key/i);
  }
  expect(() => unsealPrivateKey(sealed, name, [randomBytes(32).toString("base64url")])).toThrow(
    "another AUTHORITY_KEK",
  );
  expect(() => unsealPrivateKey(sealed.slice(0, 20), name, [kek])).toThrow(/key/i);
});
