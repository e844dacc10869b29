import "#scripts/test-database.ts";
import { createPublicKey } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDiscovery } from "#lib/bundle/discovery.ts";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { makeRootKey } from "#lib/keys/make-root-key.ts";
import { listKeys } from "#lib/keys/list-keys.ts";
import { retireKey } from "#lib/keys/retire-key.ts";
import { rotateKey } from "#lib/keys/rotate-key.ts";
import { writeSetting } from "#lib/settings/settings.ts";
import {
  connectEnforcer,
  startAuthority,
  testRootKey,
  untilParked,
  type RunningAuthority,
} from "./testing.ts";
import {
  accessToken,
  makeApi,
  makePerson,
  makeToken,
  publishByToken,
  type Person,
} from "./testing-world.ts";

let running: RunningAuthority;
let owner: Person;
const reason = "test";

beforeAll(async () => {
  running = await startAuthority({ settings: { graceSeconds: 0 } });
  await running.pass();
  owner = await makePerson("owner", "owner");
  await makeApi("billing", "owner");
  await publishByToken(await makeToken(owner));
  await running.pass();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

const keysOf = async (purpose: string, state: string) =>
  (await listKeys(owner.ctx, {})).items.filter(
    (key) => key.purpose === purpose && key.state === state,
  );

async function currentKid(purpose: string): Promise<string> {
  const [key, more] = await keysOf(purpose, "current");
  expect(more).toBeUndefined();
  return key?.kid ?? "";
}

type Poll = { readonly tag?: string; readonly wait?: number };

/** Asks as an enforcer does. */
function enforcer(credential: string) {
  return async (path: string, { tag, wait }: Poll = {}) => {
    const response = await fetch(`${running.url}/opa/v1/${path}`, {
      headers: {
        authorization: `Bearer ${credential}`,
        ...(tag === undefined ? {} : { "if-none-match": tag }),
        ...(wait === undefined ? {} : { prefer: `modes=snapshot;wait=${wait}` }),
      },
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, tag: response.headers.get("etag") ?? "", bytes };
  };
}

const told = (bytes: Uint8Array) =>
  readDiscovery(bytes, {
    rootKey: createPublicKey(testRootKey().publicPem),
    nowSeconds: Date.now() / 1000,
  });

const kidOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString("utf8")).kid;

test("an enforcer gets bundles by the key that it was told of, until it has heard of the next", async () => {
  const poll = enforcer(await connectEnforcer("slow"));
  await running.pass();
  const first = await poll("discovery");
  await poll("discovery", { tag: first.tag });
  const before = await told(first.bytes);
  const held = await poll("bundles/policy");
  const old = await currentKid("bundle");
  expect(before.verify.keyid).toBe(old);

  await rotateKey(owner.ctx, { kid: old, reason });
  await running.pass();
  await running.pass();
  expect(await currentKid("bundle")).not.toBe(old);
  // Both revisions and signatures are new, and it can verify what it gets with what it was told.
  const scope = before.bundles.policy.scope;
  const signedByOld = await poll("bundles/policy", { tag: held.tag });
  expect(signedByOld.status).toBe(200);
  await readBundle(signedByOld.bytes, { name: "policy", ...before.verify, scope });
  expect((await poll("bundles/policy", { tag: signedByOld.tag })).status).toBe(304);
  await running.pass();
  await expect(retireKey(owner.ctx, { kid: old, reason })).rejects.toThrow(
    "One enforcer depends on this key: slow.",
  );
  expect(await keysOf("bundle", "retiring")).toMatchObject([
    { kid: old, dependents: [{ slug: "slow" }] },
  ]);

  // A poll that is parked meanwhile ends in the moment the enforcer shows that it knows the new key.
  const parked = poll("bundles/policy", { tag: signedByOld.tag, wait: 30 });
  await untilParked(running);
  const second = await poll("discovery", { tag: first.tag });
  const after = await told(second.bytes);
  expect(after.verify.keyid).toBe(await currentKid("bundle"));
  expect((await poll("discovery", { tag: second.tag })).status).toBe(304);
  const signedByNew = await parked;
  await readBundle(signedByNew.bytes, { name: "policy", ...after.verify, scope });

  // Then nobody needs the old one.
  await running.pass();
  await running.pass();
  expect(await keysOf("bundle", "retired")).toMatchObject([{ kid: old, dependents: [] }]);
  const { sealedPrivate } = await database().signingKey.findUniqueOrThrow({ where: { kid: old } });
  expect(sealedPrivate).toBeNull();
  const third = await told((await poll("discovery")).bytes);
  expect(Object.keys(third.verify.keys)).toEqual([await currentKid("bundle")]);
});

test("a compromised key is dropped with its successor's first signatures, whoever depends on it", async () => {
  const poll = enforcer(await connectEnforcer("stuck"));
  await running.pass();
  const first = await poll("discovery");
  await poll("discovery", { tag: first.tag });
  const held = await poll("bundles/policy");
  const old = await currentKid("bundle");
  await rotateKey(owner.ctx, { kid: old, reason: "found in a backup", compromised: true });
  await running.pass();
  expect((await keysOf("bundle", "retired")).map(({ kid }) => kid)).toContain(old);
  await running.pass();
  // What it could only refuse is not sent to it.
  expect((await poll("bundles/policy", { tag: held.tag })).status).toBe(304);
  const second = await poll("discovery", { tag: first.tag });
  const after = await told(second.bytes);
  expect(Object.keys(after.verify.keys)).toEqual([await currentKid("bundle")]);
  await poll("discovery", { tag: second.tag });
  expect((await poll("bundles/policy", { tag: held.tag })).status).toBe(200);
  const scope = after.bundles.policy.scope;
  for (const name of ["policy", "directory", "signals"] as const)
    await readBundle((await poll(`bundles/${name}`)).bytes, {
      name,
      ...after.verify,
      scope: scope.replace("policy", name),
    });
});

test("tokens change keys without one that enforcers have not heard of", async () => {
  const old = await currentKid("token");
  const jwks = async () =>
    (await (await fetch(`${running.url}/oauth/jwks`)).json()).keys.map(
      (key: { kid: string }) => key.kid,
    );
  await rotateKey(owner.ctx, { kid: old, reason });
  await running.pass();
  const next = await currentKid("token");
  expect((await jwks()).toSorted()).toEqual([old, next].toSorted());
  // Still vouched for: what it signed is good for an hour at most.
  await running.pass();
  expect(await keysOf("token", "retiring")).toMatchObject([{ kid: old }]);
  expect(kidOf(await accessToken(running.url, owner, "billing"))).toBe(next);
  await database().signingKey.update({
    where: { kid: old },
    data: { retiringSince: new Date(Date.now() - 3_800_000) },
  });
  await running.pass();
  expect(await jwks()).toEqual([next]);
});

test("until the grace time is over, tokens are signed by the predecessor", async () => {
  const slow = await startAuthority({ settings: { graceSeconds: 600 } });
  await slow.pass();
  const old = await currentKid("token");
  await rotateKey(owner.ctx, { kid: old, reason });
  await slow.pass();
  expect(await currentKid("token")).not.toBe(old);
  expect(slow.authority.signers()?.token.kid).toBe(old);
  await rotateKey(owner.ctx, { kid: old, reason, compromised: true });
  await slow.pass();
  expect(slow.authority.signers()?.token.kid).toBe(await currentKid("token"));
  await slow.stop();
});

test("keys have a successor at the set age", async () => {
  const old = await currentKid("bundle");
  await database().$transaction((tx) => writeSetting(tx, "keyMaxAgeDays", 30));
  const createdAt = new Date(Date.now() - 31 * 86_400_000);
  await database().signingKey.update({ where: { kid: old }, data: { createdAt } });
  await running.pass();
  await running.pass();
  expect(await currentKid("bundle")).not.toBe(old);
  const event = await database().auditEvent.findFirst({
    where: { action: "key.rotate", targetId: old },
  });
  expect(event).toMatchObject({ actorKind: "system", detail: { reason: "older than 30 days" } });
});

test("with another root key enforcers refuse discovery and get everything else as before", async () => {
  const poll = enforcer(await connectEnforcer("pinned"));
  await running.pass();
  const first = await poll("discovery");
  await poll("discovery", { tag: first.tag });
  const before = await told(first.bytes);
  const held = await poll("bundles/signals");
  const rootKeyFile = join(mkdtempSync(join(tmpdir(), "sallyport-root-")), "next.pem");
  makeRootKey(rootKeyFile);
  const next = await startAuthority({
    settings: { graceSeconds: 0, rootKeyFile, leaseSeconds: 999 },
  });
  await next.pass();
  await running.stop();
  running = next;
  const second = await poll("discovery", { tag: first.tag });
  await expect(told(second.bytes)).rejects.toThrow("another key than named");
  const signals = await poll("bundles/signals", { tag: held.tag });
  expect([signals.status, signals.tag === held.tag]).toEqual([200, false]);
  const { scope } = before.bundles.signals;
  await readBundle(signals.bytes, { name: "signals", ...before.verify, scope });
});

test("what can't be replaced is refused with the reason", async () => {
  const root = await currentKid("root");
  await expect(rotateKey(owner.ctx, { kid: root, reason })).rejects.toThrow("by hand");
  const kid = await currentKid("bundle");
  await expect(retireKey(owner.ctx, { kid, reason })).rejects.toThrow("has been replaced");
  await rotateKey(owner.ctx, { kid, reason });
  await expect(rotateKey(owner.ctx, { kid, reason })).rejects.toThrow("already");
  await expect(retireKey(owner.ctx, { kid, reason })).rejects.toThrow("has not signed everything");
});
