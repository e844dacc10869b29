import "#scripts/test-database.ts";
import { createHash, createPublicKey } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBundle } from "#lib/bundle/read-bundle.ts";
import { readDiscovery } from "#lib/bundle/discovery.ts";
import { systemContext } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import type { SignalsData } from "#lib/engine/deployment.ts";
import { getEnforcer } from "#lib/enforcers/get-enforcer.ts";
import { revokeEnforcer } from "#lib/enforcers/revoke-enforcer.ts";
import { rotateCredential } from "#lib/enforcers/rotate-credential.ts";
import { flushFleetNotes } from "./authority.ts";
import {
  connectEnforcer,
  startAuthority,
  testRootKey,
  untilParked,
  type RunningAuthority,
} from "./testing.ts";

let running: RunningAuthority;
let token: string;

let statusBeforeRead = 0;

beforeAll(async () => {
  running = await startAuthority();
  statusBeforeRead = (await poll("discovery", { credential: `spe_${"a".repeat(43)}` })).status;
  await running.pass();
  await running.pass();
  token = await connectEnforcer("edge");
  await running.pass();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

type Poll = { readonly tag?: string; readonly wait?: number; readonly credential?: string };

async function poll(path: string, { tag, wait, credential = token }: Poll = {}) {
  return fetch(`${running.url}/opa/v1/${path}`, {
    headers: {
      authorization: `Bearer ${credential}`,
      prefer: wait === undefined ? "modes=snapshot,delta" : `modes=snapshot,delta;wait=${wait}`,
      ...(tag !== undefined && { "if-none-match": tag }),
    },
  });
}

async function readSignals(): Promise<SignalsData> {
  const discovery = await readDiscovery(await bytesOf("discovery"), {
    rootKey: createPublicKey(testRootKey().publicPem),
    nowSeconds: Date.now() / 1000,
  });
  const bundle = await readBundle(await bytesOf("bundles/signals"), {
    name: "signals",
    ...discovery.verify,
    scope: discovery.bundles.signals.scope,
  });
  return bundle.data as SignalsData;
}

async function bytesOf(path: string): Promise<Buffer> {
  return Buffer.from(await (await poll(path)).arrayBuffer());
}

test("a fresh deployment serves release 1 and everything beside it, each with its exact media type and tag", async () => {
  for (const path of ["discovery", "bundles/policy", "bundles/directory", "bundles/signals"]) {
    const response = await poll(path);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/vnd.openpolicyagent.bundles");
    expect(response.headers.get("content-encoding")).toBeNull();
    expect(response.headers.get("etag")).toBe(
      `"${createHash("sha256").update(bytes).digest("base64url")}"`,
    );
  }
  expect((await database().release.findFirstOrThrow()).state).toBe("served");
});

test("the same tag is answered 304, also when a proxy weakened it; another one with the bundle", async () => {
  const tag = (await poll("bundles/policy")).headers.get("etag") ?? "";
  expect((await poll("bundles/policy", { tag })).status).toBe(304);
  expect((await poll("bundles/policy", { tag: `W/${tag}` })).status).toBe(304);
  expect((await poll("bundles/policy", { tag: '"other"' })).status).toBe(200);
  expect((await poll("bundles/policy", { tag: "rubbish" })).status).toBe(200);
});

test("a long poll is held until its time is up, and never answered early with 304", async () => {
  const tag = (await poll("bundles/policy")).headers.get("etag") ?? "";
  const started = Date.now();
  const response = await poll("bundles/policy", { tag, wait: 1 });
  expect(response.status).toBe(304);
  expect(response.headers.get("etag")).toBe(tag);
  expect(Date.now() - started).toBeGreaterThanOrEqual(990);
});

test("a change of a person reaches a parked poll at once, as an override with a higher seq", async () => {
  const user = await database().user.create({
    data: { slug: "ana", email: "ana@example.com", name: "Ana", state: "active" },
  });
  await database().$transaction((tx) => touchDirectory(tx, "subject", "ana"));
  await running.pass();
  const active = await readSignals();
  expect(active.subjects["ana"]).toMatchObject({ state: "active" });
  const tag = (await poll("bundles/signals")).headers.get("etag") ?? "";
  const parked = poll("bundles/signals", { tag, wait: 20 });
  await untilParked(running);
  await database().$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { state: "suspended" } });
    await touchDirectory(tx, "subject", "ana");
  });
  await running.pass();
  expect((await parked).status).toBe(200);
  const suspended = await readSignals();
  expect(suspended.subjects["ana"]).toMatchObject({ state: "suspended" });
  expect(suspended.subjects["ana"]?.seq).toBeGreaterThan(active.subjects["ana"]?.seq ?? 0);
  await database().$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { state: "deleted" } });
    await touchDirectory(tx, "subject", "ana");
  });
  await new Promise((resolve) => {
    setTimeout(resolve, 30);
  });
  await running.pass();
  expect((await readSignals()).subjects["ana"]).toMatchObject({ gone: true });
});

test("nothing changed means no new revision", async () => {
  await running.pass();
  const before = await database().bundle.count();
  for (let i = 0; i < 3; i++) await running.pass();
  expect(await database().bundle.count()).toBe(before);
});

test("strangers, revoked credentials and unknown bundles are refused", async () => {
  expect((await poll("bundles/policy", { credential: "nonsense" })).status).toBe(401);
  expect((await poll("bundles/policy", { credential: `spe_${"a".repeat(43)}` })).status).toBe(401);
  expect((await poll("bundles/discovery")).status).toBe(404);
  expect((await poll("bundles/other")).status).toBe(404);
});

test("a revoked credential ends a parked poll at once, and two are valid while one is rotated", async () => {
  const first = await connectEnforcer("to-revoke");
  const { credential: second } = await rotateCredential(systemContext("test"), {
    slug: "to-revoke",
  });
  await running.pass();
  const tag = (await poll("bundles/policy", { credential: first })).headers.get("etag") ?? "";
  expect((await poll("bundles/policy", { credential: second })).status).toBe(200);
  const parked = poll("bundles/policy", { credential: first, tag, wait: 30 });
  await untilParked(running);
  await revokeEnforcer(systemContext("test"), { slug: "to-revoke" });
  await running.pass();
  expect((await parked).status).toBe(401);
  expect((await poll("bundles/policy", { credential: second })).status).toBe(401);
});

test("a third credential ends the oldest", async () => {
  const first = await connectEnforcer("rotated");
  for (let i = 0; i < 2; i++) await rotateCredential(systemContext("test"), { slug: "rotated" });
  await running.pass();
  expect((await poll("bundles/policy", { credential: first })).status).toBe(401);
});

async function policyAtWatched() {
  const { bundles } = await getEnforcer(systemContext("test"), { slug: "watched" });
  return bundles.find(({ name }) => name === "policy");
}

test("the tag in a poll says what is in force there; the same old tag again and again says it is refused", async () => {
  const credential = await connectEnforcer("watched");
  await running.pass();
  const tag = (await poll("bundles/policy", { credential })).headers.get("etag") ?? "";
  await poll("bundles/policy", { credential, tag });
  await flushFleetNotes(running.authority);
  expect(await policyAtWatched()).toMatchObject({ activeRevision: "1.1", lag: 0, error: null });
  const old = '"an-old-tag-that-nobody-remembers"';
  for (let i = 0; i < 3; i++) await poll("bundles/policy", { credential, tag: old });
  await flushFleetNotes(running.authority);
  expect((await policyAtWatched())?.error).toMatchObject({ code: "rejects" });
  await poll("bundles/policy", { credential, tag });
  await flushFleetNotes(running.authority);
  expect((await policyAtWatched())?.error).toBeNull();
});

test("a job that fails holds back neither a suspension nor a revoked credential", async () => {
  const credential = await connectEnforcer("unlucky");
  await running.pass();
  // As after an upgrade whose policy bundle can't be read any more.
  const where = { name: "policy" };
  const { fingerprint, bytes } = await database().bundle.findFirstOrThrow({ where });
  await database().bundle.updateMany({
    where,
    data: { fingerprint: "of another version", bytes: Buffer.from("rubbish") },
  });
  await database().$transaction((tx) => touchDirectory(tx, "subject", "bob"));
  await revokeEnforcer(systemContext("test"), { slug: "unlucky" });
  await expect(running.pass()).rejects.toThrow(/gzip/);
  await database().bundle.updateMany({ where, data: { fingerprint, bytes } });
  expect((await readSignals()).subjects["bob"]).toMatchObject({ gone: true });
  expect((await poll("bundles/policy", { credential })).status).toBe(401);
});

test("after a restart an older bundle in force does not hide what an enforcer refused; the newest does", async () => {
  const credential = await connectEnforcer("refusing");
  await running.pass();
  const restarted = await startAuthority();
  await restarted.pass();
  const authorization = `Bearer ${credential}`;
  const ask = (path: string, init: RequestInit) =>
    fetch(`${restarted.url}/opa/v1/${path}`, {
      ...init,
    });
  const refused = { signals: { code: "bundle_error", message: "signature" } };
  const body = JSON.stringify({ bundles: refused });
  await ask("status", { method: "POST", headers: { authorization }, body });
  const [newest, older] = await database().bundle.findMany({
    where: { name: "signals" },
    orderBy: { number: "desc" },
    take: 2,
  });
  const errorAfter = async (tag: string | undefined) => {
    await ask("bundles/signals", { headers: { authorization, "if-none-match": `"${tag}"` } });
    await flushFleetNotes(restarted.authority);
    const { bundles } = await getEnforcer(systemContext("test"), { slug: "refusing" });
    return bundles.find(({ name }) => name === "signals")?.error;
  };
  expect(await errorAfter(older?.tag)).toMatchObject({ code: "bundle_error" });
  expect(await errorAfter(newest?.tag)).toBeNull();
  await restarted.stop();
});

test("a stopping authority answers its waiters 304 instead of cutting them", async () => {
  const other = await startAuthority();
  await other.pass();
  const response = await fetch(`${other.url}/opa/v1/bundles/policy`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const parked = fetch(`${other.url}/opa/v1/bundles/policy`, {
    headers: {
      authorization: `Bearer ${token}`,
      prefer: "wait=50",
      "if-none-match": response.headers.get("etag") ?? "",
    },
  });
  await untilParked(other);
  await other.stop();
  expect((await parked).status).toBe(304);
});

test("before it has read who may ask, nobody is told that their credential is no good", async () => {
  expect(statusBeforeRead).toBe(503);
  expect((await poll("discovery", { credential: `spe_${"a".repeat(43)}` })).status).toBe(401);
});
