import "#scripts/test-database.ts";
import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, database } from "#lib/db/client.ts";
import { connectEnforcer, eventually, startAuthority, type RunningAuthority } from "./testing.ts";

let running: RunningAuthority;
let credential: string;

beforeAll(async () => {
  running = await startAuthority();
  await running.pass();
  credential = await connectEnforcer("edge");
  await running.pass();
});

beforeEach(async () => {
  await database().decision.deleteMany();
  await database().quarantinedChunk.deleteMany();
});

afterAll(async () => {
  await running.stop();
  await closeDatabase();
});

const event = (over: Readonly<Record<string, unknown>> = {}) => ({
  decision_id: randomUUID(),
  timestamp: new Date().toISOString(),
  labels: { id: "x" },
  path: "sallyport/authz",
  bundles: { policy: { revision: "1.1" }, directory: { revision: "1.1" } },
  input: {
    request: {
      method: "GET",
      host: "billing.example.com",
      target: "/invoices?iban=DE123",
      headers: { authorization: "Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln", cookie: "a=b" },
    },
    client: { address: "203.0.113.9" },
  },
  result: { allow: true, outcome: "allow", reason: "permitted", subject: "ana", api: "billing" },
  ...over,
});

async function send(body: Buffer | string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${running.url}/opa/v1/logs`, {
    method: "POST",
    headers: { authorization: `Bearer ${credential}`, ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  return response.status;
}

const sendEvents = (events: readonly unknown[]) =>
  send(gzipSync(JSON.stringify(events)), {
    "content-type": "application/json",
    "content-encoding": "gzip",
  });

test("a chunk that comes again is stored exactly once, also when both come at once", async () => {
  const events = Array.from({ length: 50 }, () => event());
  expect(await Promise.all([sendEvents(events), sendEvents(events)])).toEqual([204, 204]);
  expect(await sendEvents([...events, event()])).toBe(204);
  expect(await database().decision.count()).toBe(51);
  expect(await database().quarantinedChunk.count()).toBe(0);
});

test("no token, cookie or query value reaches the table", async () => {
  await sendEvents([event()]);
  const row = await database().decision.findFirstOrThrow();
  expect(row).toMatchObject({
    outcome: "allow",
    subject: "ana",
    path: "/invoices",
    ip: "203.0.113.9",
    enforcerSlug: "edge",
  });
  const text = JSON.stringify(row, (_key, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  for (const secret of ["eyJ", "DE123", "a=b"]) expect(text).not.toContain(secret);
});

test("a poisoned event costs only itself and is kept to be looked at", async () => {
  const poisoned = [
    { rubbish: true },
    null,
    42,
    event({ decision_id: 7 }),
    event({ timestamp: undefined }),
  ];
  const odd = [
    event({ result: { allow: false, subject: "nul\0byte", policies: ["\uD800"] } }),
    event({ result: { allow: false, subject: "x".repeat(5000) } }),
    event({ input: "text", bundles: [], metrics: 3, result: undefined }),
  ];
  expect(await sendEvents([event(), ...poisoned, ...odd, event()])).toBe(204);
  expect(await database().decision.count()).toBe(2 + odd.length);
  const kept = await database().quarantinedChunk.findMany();
  expect(kept).toHaveLength(poisoned.length);
  expect(kept.every(({ reason }) => reason.length > 0)).toBe(true);
});

test("an event that Postgres refuses costs only itself", async () => {
  const refuse = `ADD CONSTRAINT "refused" CHECK ("reason" <> 'refused')`;
  await database().$executeRawUnsafe(`ALTER TABLE "Decision" ${refuse}`);
  const refused = event({ result: { allow: false, reason: "refused" } });
  expect(await sendEvents([event(), event(), refused, event(), event(), event()])).toBe(204);
  await database().$executeRawUnsafe(`ALTER TABLE "Decision" DROP CONSTRAINT "refused"`);
  expect(await database().decision.count()).toBe(5);
  const kept = await database().quarantinedChunk.findMany();
  expect(kept.map(({ reason }) => reason)).toEqual([
    expect.stringContaining("The database does not take it"),
  ]);
  expect(Buffer.from(kept[0]?.bytes ?? []).toString()).toContain('"reason":"refused"');
});

test("what is no result is a denial, never an allow", async () => {
  await sendEvents([event({ result: undefined }), event({ result: { allow: "yes" } })]);
  const rows = await database().decision.findMany();
  expect(rows.map(({ outcome }) => outcome)).toEqual(["deny", "deny"]);
});

test("a time far in the future or past is clamped", async () => {
  await sendEvents([event({ timestamp: "2999-01-01T00:00:00Z" })]);
  const row = await database().decision.findFirstOrThrow();
  expect(row.decidedAt.getTime()).toBeLessThan(Date.now() + 10 * 60_000);
});

test("gzip bombs, other rubbish and too large chunks are put aside without a second try", async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
  expect(await send(bomb, { "content-encoding": "gzip" })).toBe(204);
  expect(await send("not gzip", { "content-encoding": "gzip" })).toBe(204);
  expect(await send("{}", { "content-type": "application/json" })).toBe(204);
  expect(await send(Buffer.alloc(5 * 1024 * 1024, 0x20))).toBe(204);
  expect(await send(Buffer.alloc(17 * 1024 * 1024, 0x20))).toBe(413);
  expect(await database().decision.count()).toBe(0);
  const kept = await database().quarantinedChunk.findMany();
  expect(kept).toHaveLength(4);
  expect(Math.max(...kept.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(64 * 1024);
});

test("what is too deep, or holds secrets, is put aside without them and costs only itself", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const odd = { input: { request: "Bearer abcdefghijkl", password: "hunter2" } };
  const chunk = `[${JSON.stringify(event())},${deep},${JSON.stringify(odd)}]`;
  const packed = { "content-encoding": "gzip" };
  expect(await send(gzipSync(chunk), packed)).toBe(204);
  expect(await database().decision.count()).toBe(1);
  expect(await send(JSON.stringify(odd), {})).toBe(204);
  expect(await send(`no JSON, authorization: Bearer abcdefghijkl`, {})).toBe(204);
  const twice = gzipSync(gzipSync(JSON.stringify([event()])));
  expect(await send(twice, packed)).toBe(204);
  expect(await send(gzipSync(JSON.stringify([odd])).subarray(0, 90), packed)).toBe(204);
  const kept = await database().quarantinedChunk.findMany();
  expect(kept).toHaveLength(6);
  for (const { bytes } of kept)
    expect(Buffer.from(bytes).toString()).not.toMatch(/hunter2|abcdefghijkl|eyJ/);
  expect(await database().decision.count()).toBe(1);
});

test("a token in a path or behind a fragment reaches no column", async () => {
  const request = { method: "GET", host: "a.example.com" };
  await sendEvents([
    event({ input: { request: { ...request, target: "/reset/eyJhbGci.eyJzdWIi.c2ln?x=1" } } }),
    event({ input: { request: { ...request, target: "/reset#code=hunter2" } } }),
  ]);
  const rows = await database().decision.findMany();
  expect(new Set(rows.map(({ path }) => path))).toEqual(new Set(["/reset", "/reset/masked"]));
  expect(JSON.stringify(rows.map(({ facts }) => facts))).not.toMatch(/eyJ|hunter2/);
});

test("strangers store nothing, and their bodies are not even read", async () => {
  const stranger = await fetch(`${running.url}/opa/v1/logs`, {
    method: "POST",
    headers: { authorization: "Bearer nobody" },
    body: Buffer.alloc(17 * 1024 * 1024, 0x20),
  });
  expect(stranger.status).toBe(401);
  const response = await fetch(`${running.url}/opa/v1/logs`, {
    method: "POST",
    headers: { authorization: `Bearer spe_${"a".repeat(43)}` },
    body: JSON.stringify([event()]),
  });
  expect(response.status).toBe(401);
  expect(await database().decision.count()).toBe(0);
});

const edge = () =>
  database().enforcer.findUniqueOrThrow({
    where: { slug: "edge" },
    include: { bundles: { where: { name: "policy" } } },
  });

test("status reports say what is in force, what was refused and what was lost", async () => {
  const report = (over: object, dropped: number) =>
    fetch(`${running.url}/opa/v1/status`, {
      method: "POST",
      headers: { authorization: `Bearer ${credential}`, "content-type": "application/json" },
      body: JSON.stringify({
        labels: { id: "p1", enforcer: "somebody-else", version: "1.0" },
        bundles: { policy: { active_revision: "1.1", ...over } },
        metrics: {
          prometheus: {},
          decision_logs: { counter_decision_logs_dropped_buffer_size_limit_exceeded: dropped },
        },
      }),
    });
  const refusal = { code: "bundle_error", message: "could not verify the signature" };
  expect((await report(refusal, 3)).status).toBe(204);
  await running.pass();
  expect(await edge()).toMatchObject({
    droppedLogs: 3n,
    bundles: [{ activeRevision: "1.1", errorCode: "bundle_error" }],
  });
  await report({}, 5);
  await running.pass();
  expect(await edge()).toMatchObject({ droppedLogs: 5n, bundles: [{ errorCode: null }] });
});

test("a wild status report neither holds up what others reported nor claims a revision that is none", async () => {
  const post = (body: string, by: string) =>
    fetch(`${running.url}/opa/v1/status`, {
      method: "POST",
      headers: { authorization: `Bearer ${by}` },
      body,
    });
  const other = await connectEnforcer("other");
  await running.pass();
  const wild = {
    labels: { __proto__: "x", "nul\0": "\ud800", id: 7 },
    bundles: { policy: { active_revision: "drop table" }, directory: { code: 3 }, signals: [] },
    discovery: { active_revision: "1.1", code: "x".repeat(5000), errors: "none" },
    metrics: {
      gauge_clock_skew_seconds: 9e15,
      counter_decision_logs_encoding_failure: 8e15,
      counter_decision_logs_dropped_rate_limit_exceeded: 0.5,
    },
  };
  for (const body of [JSON.stringify(wild), "[]", "null", "\0", "[".repeat(50_000)])
    expect((await post(body, other)).status).toBe(204);
  await post(JSON.stringify({ bundles: { policy: { active_revision: "1.2" } } }), credential);
  await running.pass();
  expect(await edge()).toMatchObject({ bundles: [{ activeRevision: "1.2" }] });
  const row = await database().enforcer.findUniqueOrThrow({
    where: { slug: "other" },
    include: { bundles: { where: { name: "policy" } } },
  });
  expect(row).toMatchObject({ clockSkewSeconds: 2_000_000_000, droppedLogs: 2_000_000_000n });
  expect(row.bundles).toMatchObject([{ activeRevision: null }]);
});

test("one enforcer's flood is told to come again, and others are heard meanwhile", async () => {
  const other = await connectEnforcer("calm");
  await running.pass();
  const flood = Array.from({ length: 40 }, () => {
    const slow = connect(Number(new URL(running.url).port), "127.0.0.1");
    slow.on("error", () => undefined);
    slow.write(
      `POST /opa/v1/logs HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${credential}\r\ncontent-length: 9999\r\n\r\n[`,
    );
    return slow;
  });
  const answers: string[] = [];
  for (const slow of flood) slow.on("data", (bytes) => answers.push(String(bytes)));
  const refused = () => answers.filter((text) => text.includes(" 503 ")).length;
  await eventually(async () => refused() >= 24);
  expect(refused()).toBe(24);
  expect(await sendEvents([event()])).toBe(503);
  const calm = await fetch(`${running.url}/opa/v1/logs`, {
    method: "POST",
    headers: { authorization: `Bearer ${other}` },
    body: JSON.stringify([event()]),
  });
  expect(calm.status).toBe(204);
  for (const slow of flood) slow.destroy();
  await eventually(async () => (await sendEvents([event()])) === 204);
});
