import "#scripts/test-database.ts";
import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildBundle } from "#lib/bundle/build-bundle.ts";
import { bundleScope } from "#lib/bundle/bundle-name.ts";
import { readDiscovery } from "#lib/bundle/discovery.ts";
import { keyId } from "#lib/bundle/key-id.ts";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import { signBundle } from "#lib/bundle/sign-bundle.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { parsePolicyData } from "#lib/engine/parse-deployment.ts";
import { es256 } from "#lib/keys/es256.ts";
import { startAuthority, testRootKey, type RunningAuthority } from "./testing.ts";

let running: RunningAuthority;
const attacker = generateKeyPairSync("ec", { namedCurve: "P-256" });
const kid = keyId(attacker.publicKey);

beforeAll(async () => {
  running = await startAuthority();
  await running.pass();
  await running.pass();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

/** What somebody who can write the table, but not seal, would add. */
async function plantKey(
  purpose: "bundle" | "token",
  sealedPrivate: Uint8Array<ArrayBuffer> | null,
) {
  const { x, y } = attacker.publicKey.export({ format: "jwk" });
  const row = { purpose, sealedPrivate, publicJwk: { kty: "EC", crv: "P-256", x, y } } as const;
  await database().signingKey.upsert({ where: { kid }, create: { kid, ...row }, update: row });
}

async function newest(name: string) {
  return database().bundle.findFirstOrThrow({
    where: { name },
    orderBy: [{ epoch: "desc" }, { number: "desc" }],
  });
}

async function discovery() {
  return readDiscovery((await newest("discovery")).bytes, {
    rootKey: createPublicKey(testRootKey().publicPem),
    nowSeconds: Date.now() / 1000,
  });
}

test("a public key that was put into the table is in no discovery, no signals and no JWKS", async () => {
  for (const sealed of [null, new Uint8Array(randomBytes(180))])
    for (const purpose of ["bundle", "token"] as const) {
      await plantKey(purpose, sealed);
      await new Promise((resolve) => {
        setTimeout(resolve, 30);
      });
      await running.pass();
      const found = await discovery();
      expect(Object.keys(found.verify.keys)).toHaveLength(1);
      const signals = await readBundle((await newest("signals")).bytes, {
        name: "signals",
        ...found.verify,
        scope: found.bundles.signals.scope,
      });
      expect(JSON.stringify([found, signals.data])).not.toContain(kid);
      expect(await (await fetch(`${running.url}/oauth/jwks`)).text()).not.toContain(kid);
    }
});

test("a policy bundle signed by such a key is not signed anew, nor is an older one under a new number", async () => {
  await plantKey("bundle", null);
  const found = await discovery();
  const real = await newest("policy");
  const read = await readBundle(real.bytes, {
    name: "policy",
    ...found.verify,
    scope: found.bundles.policy.scope,
  });
  const { id: _id, ...row } = real;
  const revision = [real.epoch, Number(real.number) + 1] as const;
  const data = { ...parsePolicyData(read.data), revision };
  const forged = await signBundle(buildBundle("policy", data, { revision }), {
    kid,
    scope: bundleScope(data.deployment, data.channel, "policy"),
    issuedAt: Math.floor(Date.now() / 1000),
    sign: es256(attacker.privateKey),
  });
  for (const planted of [
    { bytes: new Uint8Array(forged), kid, tag: "forged" },
    { bytes: new Uint8Array(real.bytes), tag: "older" },
  ]) {
    const number = real.number + 1n;
    const added = await database().bundle.create({
      data: { ...row, ...planted, number, fingerprint: "another" },
    });
    await expect(running.pass()).rejects.toThrow(/by no key of ours|row says/);
    expect(await newest("policy")).toMatchObject({ id: added.id });
    await database().bundle.delete({ where: { id: added.id } });
  }
});
