import "#scripts/test-database.ts";
import { createPublicKey } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import { readDiscovery } from "#lib/bundle/discovery.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { parsePolicyData, parseSignalsData } from "#lib/engine/parse-deployment.ts";
import { connectEnforcer, startAuthority, testRootKey, type RunningAuthority } from "./testing.ts";
import { makeApi, makePerson, makeToken, publishByToken } from "./testing-world.ts";

const graceSeconds = 600;
let running: RunningAuthority;

beforeAll(async () => {
  running = await startAuthority({ settings: { graceSeconds } });
  await running.pass();
  await running.pass();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

function served(name: "policy" | "signals" | "discovery") {
  const bundle = running.authority.store.current("production", name);
  if (!bundle) throw new Error(`no ${name}`);
  return bundle;
}

async function read(name: "policy" | "signals") {
  const discovery = await readDiscovery(served("discovery").bytes, {
    rootKey: createPublicKey(testRootKey().publicPem),
    nowSeconds: Date.now() / 1000,
  });
  const { scope } = discovery.bundles[name];
  return readBundle(served(name).bytes, { name, ...discovery.verify, scope });
}

const demanded = async () => parseSignalsData((await read("signals")).data).at_least.policy;

const acknowledge = (credential: string, tag: string) =>
  fetch(`${running.url}/opa/v1/bundles/policy`, {
    headers: { authorization: `Bearer ${credential}`, "if-none-match": `"${tag}"` },
  });

/** Signals are made at most once in their interval. */
async function settle(): Promise<void> {
  for (let at = 0; at < 2; at += 1) {
    await running.pass();
    await new Promise((resolve) => {
      setTimeout(resolve, 30);
    });
  }
  await running.pass();
}

test("a policy is demanded once every enforcer heard of has it, whatever one of them claims", async () => {
  const [first, second] = [await connectEnforcer("first"), await connectEnforcer("second")];
  await settle();
  const old = served("policy");
  for (const credential of [first, second]) await acknowledge(credential, old.tag);
  await settle();
  const owner = await makePerson("owner", "owner");
  await makeApi("billing", "owner");
  await publishByToken(await makeToken(owner));
  await settle();
  const next = served("policy");
  expect(next.number).toBe(old.number + 1);
  expect(await demanded()).toEqual([old.epoch, old.number]);
  // A forged status report speaks for its own credential alone.
  await fetch(`${running.url}/opa/v1/status`, {
    method: "POST",
    headers: { authorization: `Bearer ${first}` },
    body: JSON.stringify({
      labels: { enforcer: "second" },
      bundles: { policy: { active_revision: "999.999" } },
    }),
  });
  await settle();
  expect(await demanded()).toEqual([old.epoch, old.number]);
  for (const credential of [first, second]) await acknowledge(credential, next.tag);
  await settle();
  expect(await demanded()).toEqual([next.epoch, next.number]);
});

test("an old claim holds a demand back for the grace time only, and no claim lowers it", async () => {
  const silent = await connectEnforcer("silent");
  const before = served("policy");
  await settle();
  await acknowledge(silent, "nothing-that-was-ever-served");
  await settle();
  expect(await demanded()).toEqual([before.epoch, before.number]);
  const again = await makePerson("other", "owner");
  await makeApi("orders", "other");
  await publishByToken(await makeToken(again));
  await settle();
  expect(await demanded()).toEqual([before.epoch, before.number]);
  await database().bundle.updateMany({
    where: { name: "policy" },
    data: { createdAt: new Date(Date.now() - (graceSeconds + 1) * 1000) },
  });
  await settle();
  expect(await demanded()).toEqual([before.epoch, before.number + 1]);
});

test("an upgrade serves the same release again, with the library of this version and a higher revision", async () => {
  const before = served("policy");
  const content = parsePolicyData((await read("policy")).data);
  await database().bundle.updateMany({
    where: { name: "policy" },
    data: { fingerprint: "the library of another version" },
  });
  await settle();
  expect(served("policy").number).toBe(before.number + 1);
  const { revision, ...same } = parsePolicyData((await read("policy")).data);
  expect(revision).toEqual([before.epoch, before.number + 1]);
  const { revision: _older, ...known } = content;
  expect(same).toEqual(known);
});
