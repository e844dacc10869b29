import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { expect, test } from "vitest";
import { buildDiscovery, readDiscovery, type DiscoveryInput } from "./discovery.ts";
import { keyId } from "./key-id.ts";
import { signBundle } from "./sign-bundle.ts";

const root = generateKeyPairSync("ec", { namedCurve: "P-256" });
const one = generateKeyPairSync("ec", { namedCurve: "P-256" });
const two = generateKeyPairSync("ec", { namedCurve: "P-256" });
const now = 1790000000;

const input: DiscoveryInput = {
  deployment: "acme",
  channel: "production",
  revision: [1, 3],
  notAfter: now + 60,
  keys: [one.publicKey, two.publicKey],
  keyid: keyId(two.publicKey),
  polling: { holdSeconds: 30, delaySecondsMin: 1, delaySecondsMax: 5 },
  logs: { delaySecondsMin: 1, delaySecondsMax: 3 },
  persist: true,
};

const signed = (
  over: Partial<DiscoveryInput> = {},
  scope = "acme/discovery",
  key: KeyObject = root.privateKey,
) =>
  signBundle(buildDiscovery({ ...input, ...over }), {
    kid: keyId(root.publicKey),
    scope,
    issuedAt: now,
    sign: async (bytes) => sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }),
  });

const read = (bytes: Uint8Array, over = {}) =>
  readDiscovery(bytes, { rootKey: root.publicKey, nowSeconds: now, ...over });

test("discovery says where bundles are, who signs them and how often to ask", async () => {
  const discovery = await read(await signed());
  expect(discovery).toMatchObject({
    deployment: "acme",
    channel: "production",
    revision: [1, 3],
    notAfter: now + 60,
    logs: { delaySecondsMin: 1, delaySecondsMax: 3 },
  });
  expect(discovery.verify.keyid).toBe(keyId(two.publicKey));
  expect(Object.keys(discovery.verify.keys).toSorted()).toEqual(
    [keyId(one.publicKey), keyId(two.publicKey)].toSorted(),
  );
  expect(discovery.bundles.signals).toEqual({
    resource: "bundles/signals",
    scope: "acme/production/signals",
    persist: true,
    polling: { holdSeconds: 30, delaySecondsMin: 1, delaySecondsMax: 5 },
  });
});

test("discovery past its end is refused", async () => {
  const bytes = await signed();
  await expect(read(bytes, { nowSeconds: now + 60 })).rejects.toMatchObject({ code: "expired" });
});

test("only the pinned root key may sign discovery", async () => {
  const bytes = await signed({}, "acme/discovery", one.privateKey);
  await expect(read(bytes)).rejects.toMatchObject({ code: "bad-signature" });
  await expect(read(await signed(), { rootKey: one.publicKey })).rejects.toMatchObject({
    code: "unknown-key",
  });
});

test("another deployment's discovery is refused", async () => {
  await expect(read(await signed({}, "other/discovery"))).rejects.toMatchObject({
    code: "wrong-scope",
  });
  await expect(read(await signed(), { deployment: "other" })).rejects.toMatchObject({
    code: "wrong-scope",
  });
});

test("a keyid that is not among the keys can't be built", () => {
  expect(() => buildDiscovery({ ...input, keyid: keyId(root.publicKey) })).toThrow(TypeError);
});
