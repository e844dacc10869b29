import "#scripts/test-database.ts";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { findOpa } from "#lib/bundle/testing/find-opa.ts";
import { systemContext } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { getLosses } from "#lib/losses/get-losses.ts";
import { listLosses } from "#lib/losses/list-losses.ts";
import { listUnreadable } from "#lib/losses/list-unreadable.ts";
import { makeApi, makePerson, makeToken, publishByToken } from "./testing-world.ts";
import { askOpa, startOpaOn } from "./testing-opa.ts";
import { connectEnforcer, eventually, startAuthority, type RunningAuthority } from "./testing.ts";

const ctx = systemContext("test");
let first: RunningAuthority;
let second: RunningAuthority;

beforeEach(async () => {
  for (const clear of ["logLoss", "lossCounter", "quarantinedChunk"] as const)
    await (database()[clear] as { deleteMany: () => Promise<unknown> }).deleteMany();
  await database().enforcer.deleteMany();
  [first, second] = [await startAuthority(), await startAuthority()];
  await first.pass();
});
afterEach(async () => {
  await first.stop();
  await second.stop();
});
afterAll(closeDatabase);

async function connect(slug: string) {
  const credential = await connectEnforcer(slug);
  await first.pass();
  await second.pass();
  const post = async (to: RunningAuthority, path: string, body: string) => {
    const headers = { authorization: `Bearer ${credential}` };
    const answer = await fetch(`${to.url}/opa/v1/${path}`, { method: "POST", headers, body });
    await to.pass();
    return answer.status;
  };
  return {
    post,
    report: (to: RunningAuthority, process: string, counters: Readonly<Record<string, number>>) =>
      post(
        to,
        "status",
        JSON.stringify({ labels: { id: process }, metrics: { prometheus: counters } }),
      ),
  };
}

const full = "counter_decision_logs_dropped_buffer_size_limit_exceeded";
const fullBytes = "counter_decision_logs_dropped_buffer_size_limit_bytes_exceeded";

test("a loss counts once, whichever authority hears of it and however often one was started anew", async () => {
  const { report } = await connect("edge");
  await report(first, "p1", { [full]: 3_000 });
  await report(second, "p1", { [full]: 3_000 });
  await report(second, "p1", { [full]: 3_100 });
  await report(first, "p1", { [full]: 3_050 });
  const third = await startAuthority();
  await third.pass();
  await report(third, "p1", { [full]: 3_100 });
  await report(third, "p2", { [full]: 20 });
  await third.stop();
  expect(await getLosses(ctx, {})).toMatchObject({
    lost: 3_120,
    causes: [{ cause: "buffer-full", count: 3_120, enforcers: 1 }],
  });
  const row = await database().enforcer.findUniqueOrThrow({ where: { slug: "edge" } });
  expect(row.droppedLogs).toBe(3_120n);
});

test("a chunk that OPA counts under two names is one loss, and what is no lost decision is told apart", async () => {
  const { report } = await connect("edge");
  await report(first, "p1", {
    [full]: 7,
    [fullBytes]: 7,
    counter_status_dropped_buffer_limit_exceeded: 900,
    counter_decision_logs_nd_builtin_cache_dropped: 800,
    counter_decision_logs_dropped_denials: 2,
    counter_decision_logs_encoding_failure: 1,
  });
  const { lost, causes } = await getLosses(ctx, {});
  expect(lost).toBe(8);
  expect(Object.fromEntries(causes.map(({ cause, count }) => [cause, count]))).toEqual({
    "status-dropped": 900,
    "cache-cut": 800,
    "buffer-full": 7,
    "denials-among": 2,
    "not-encoded": 1,
  });
});

test("an unreadable event is counted where it came from, and can be looked at without its secrets", async () => {
  const { post } = await connect("edge");
  await connect("quiet");
  const token = "Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln";
  await post(first, "logs", JSON.stringify([{ poisoned: true, authorization: token }]));
  expect(await getLosses(ctx, { enforcer: "edge" })).toMatchObject({
    lost: 1,
    causes: [{ cause: "unreadable" }],
  });
  expect(await getLosses(ctx, { enforcer: "quiet" })).toMatchObject({ lost: 0, causes: [] });
  const { items } = await listUnreadable(ctx, { enforcer: "edge" });
  expect(items).toMatchObject([
    { enforcer: "edge", reason: expect.stringContaining("no decision") },
  ]);
  expect(items[0]?.evidence).toContain("poisoned");
  expect(items[0]?.evidence).not.toContain("eyJ");
});

test("losses of a large fleet come page by page, the largest first, each once", async () => {
  await database().$executeRaw`
    INSERT INTO "Enforcer" ("id", "slug", "name", "kind", "channelSlug", "updatedAt")
    SELECT gen_random_uuid(), 'e' || n, 'e' || n, 'opa', 'production', now() FROM generate_series(1, 300) n`;
  await database().$executeRaw`
    INSERT INTO "LogLoss" ("id", "enforcerId", "cause", "count")
    SELECT gen_random_uuid(), "id", cause, 1 + length("slug")
    FROM "Enforcer", unnest(ARRAY['buffer-full', 'rate-limited']) cause, generate_series(1, 3)`;
  const seen: string[] = [];
  const counts: number[] = [];
  let cursor: string | null = null;
  do {
    const page = await listLosses(ctx, { limit: 100, ...(cursor !== null && { cursor }) });
    seen.push(...page.items.map(({ enforcer, cause }) => `${enforcer} ${cause}`));
    counts.push(...page.items.map(({ count }) => count));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(600);
  expect(seen).toHaveLength(600);
  expect(counts).toEqual(counts.toSorted((one, other) => other - one));
  expect((await listLosses(ctx, { cause: "rate-limited", limit: 200 })).items).toHaveLength(200);
});

test.skipIf(findOpa() === null)(
  "what a real OPA drops by its own limit is counted, and with what it sent makes all that it decided",
  async () => {
    const running = await startAuthority({ clock: true, settings: { pollHoldSecondsMax: 2 } });
    await makePerson("ana").then(() => makeApi("billing", "ana"));
    await publishByToken(await makeToken(await makePerson("owner", "owner")));
    const opa = await startOpaOn(running, {
      decision_logs: { service: "sallyport", reporting: { max_decisions_per_second: 2 } },
    });
    const asked = 200;
    try {
      const ana = await database().user.findUniqueOrThrow({ where: { slug: "ana" } });
      expect(ana.state).toBe("active");
      await eventually(async () => (await askOpa(opa, "none")) !== undefined, 60_000);
      for (let each = 1; each < asked; each += 1) await askOpa(opa, "none");
      await eventually(async () => {
        const { lost } = await getLosses(ctx, { enforcer: "edge" });
        const stored = await database().decision.count({ where: { enforcerSlug: "edge" } });
        return lost > 100 && lost + stored >= asked;
      }, 60_000);
      const { causes } = await getLosses(ctx, { enforcer: "edge" });
      expect(causes.map(({ cause }) => cause)).toEqual(["rate-limited"]);
    } finally {
      await opa.stop();
      await running.stop();
    }
  },
  150_000,
);
