import "#scripts/test-database.ts";
import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { person } from "#lib/apis/fixtures/person.ts";
import { systemContext } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { getDenials } from "#lib/denials/get-denials.ts";
import { findDecision } from "#lib/requests/find-decision.ts";
import { dropOldDecisions } from "./drop-old-decisions.ts";
import { getDecision } from "./get-decision.ts";
import { getDecisionStats } from "./get-decision-stats.ts";
import { ingestEvents } from "./ingest-events.ts";
import { listDecisions } from "./list-decisions.ts";
import { readSampling } from "./read-sampling.ts";
import { setSampling } from "./set-sampling.ts";

const ctx = systemContext("test");
const sender = { enforcerId: randomUUID(), slug: "edge", channel: "production" };
const dayMs = 86_400_000;

beforeEach(async () => {
  await database().decision.deleteMany();
  await database().countedAllow.deleteMany();
  await database().api.deleteMany();
  for (const slug of ["busy", "calm"])
    await database().api.create({ data: { slug, name: slug, audience: slug } });
});
afterAll(closeDatabase);

const event = (over: object = {}, at = new Date()) => ({
  decision_id: randomUUID(),
  timestamp: at.toISOString(),
  result: { outcome: "allow", reason: "permitted", api: "busy", ...over },
});

/** As if it had been said long enough ago. */
async function keep(keepOneIn: number, since = new Date(Date.now() - dayMs)): Promise<void> {
  const { id: apiId } = await database().api.findUniqueOrThrow({ where: { slug: "busy" } });
  await database().apiSampling.create({ data: { apiId, since, keepOneIn } });
  await forget();
}

let laterMs = 0;

/** What is known of the rules, as after some seconds. */
async function forget(): Promise<void> {
  laterMs += 60_000;
  const offset = laterMs;
  vi.restoreAllMocks();
  const began = performance.now() - Date.now();
  vi.spyOn(performance, "now").mockImplementation(() => began + Date.now() + offset);
  await ingestEvents(sender, []);
}

const kept = async () => (await listDecisions(ctx, { limit: 200 })).items;

test("one in so many allows is kept, by its id alone, and each is counted", async () => {
  await keep(4);
  const events = Array.from({ length: 150 }, () => event());
  await ingestEvents(sender, events);
  const expected = events
    .map(({ decision_id: id }) => id)
    .filter((id) => createHash("sha256").update(id).digest().readUInt32BE(0) % 4 === 0);
  expect((await kept()).map(({ decisionId }) => decisionId).toSorted()).toEqual(
    expected.toSorted(),
  );
  expect(await database().countedAllow.count()).toBe(150 - expected.length);
  expect((await getDecisionStats(ctx, {})).total).toEqual({ allow: 150, challenge: 0, deny: 0 });
});

test("what comes again counts once, also when the share was changed meanwhile", async () => {
  await keep(4);
  const events = Array.from({ length: 100 }, () => event());
  const before = await ingestEvents(sender, events);
  await keep(1, new Date(Date.now() + 1));
  expect(await ingestEvents(sender, [...events, ...events])).toMatchObject({
    stored: 0,
    counted: 0,
    repeated: 200,
  });
  expect(before.stored + before.counted).toBe(100);
  expect((await getDecisionStats(ctx, {})).total.allow).toBe(100);
});

test("no denial, challenge, degraded allow, allow that would turn, or decision of another API is left out", async () => {
  await keep(10_000);
  const all = [
    { outcome: "deny", reason: "no-permit" },
    { outcome: "challenge", reason: "step-up-required" },
    { degraded: true },
    { shadow: { outcome: "deny", reason: "forbidden", policies: ["p"] } },
    { api: "calm" },
    { api: null },
  ];
  const events = all.flatMap((over) => Array.from({ length: 5 }, () => event(over)));
  const turned = { shadow: { outcome: "allow", reason: "permitted", policies: [] } };
  await ingestEvents(sender, [...events, ...Array.from({ length: 20 }, () => event(turned))]);
  expect(await kept()).toHaveLength(30);
  expect(await database().countedAllow.count()).toBe(20);
});

test("what denials are compared with counts every allow, kept or not", async () => {
  await keep(1_000);
  const before = new Date(Date.now() - 3_600_000);
  const allows = Array.from({ length: 900 }, () => event({}, before));
  const denials = Array.from({ length: 100 }, () =>
    event({ outcome: "deny", reason: "no-permit" }, before),
  );
  await ingestEvents(sender, [...allows, ...denials]);
  const now = [
    ...Array.from({ length: 975 }, () => event()),
    ...Array.from({ length: 25 }, () => event({ outcome: "deny", reason: "no-permit" })),
  ];
  await ingestEvents(sender, now);
  // A tenth was denied before and a fortieth is now; of what is kept, nearly all.
  expect(await getDenials(ctx, {})).toMatchObject({ decided: 1_000, denied: 25, jump: null });
});

test("a decision and the list of shares say that the API is sampled; a request from the console says it was only counted", async () => {
  await keep(1_000_000);
  const since = new Date(Date.now() - dayMs / 2);
  await keep(2, since);
  const events = Array.from({ length: 40 }, () => event());
  await ingestEvents(sender, events);
  const [one] = await kept();
  expect(await getDecision(ctx, { id: one?.id ?? "" })).toMatchObject({ keptOneIn: 2 });
  expect(await readSampling(ctx, {})).toEqual({
    items: [{ api: "busy", keepOneIn: 2, since: since.toISOString() }],
  });
  const out = await database().countedAllow.findFirstOrThrow();
  const asked = { enforcer: "edge", decisionId: out.decisionId };
  expect(await findDecision(ctx, asked)).toEqual({ decision: null, counted: true });
});

test("setting a share is an audit event, begins in a moment, and forgets no rule of which decisions may still come", async () => {
  await keep(7, new Date(Date.now() - 20 * dayMs));
  await keep(5, new Date(Date.now() - 10 * dayMs));
  await keep(3, new Date(Date.now() - 5 * dayMs));
  const set = await setSampling(person(), { slug: "busy", keepOneIn: 100 });
  expect(Date.parse(set.since)).toBeGreaterThan(Date.now() + 5_000);
  const rules = await database().apiSampling.findMany({ orderBy: { since: "asc" } });
  expect(rules.map((rule) => rule.keepOneIn)).toEqual([5, 3, 100]);
  expect(
    await database().auditEvent.findFirst({ where: { action: "api.sampling" } }),
  ).toMatchObject({ targetId: "busy", detail: { before: 3, after: 100 } });
});

test("allows that are only counted are dropped with the decisions of their day", async () => {
  await database().setting.create({ data: { key: "decisionRetentionDays", value: 8 } });
  await keep(1_000, new Date(Date.now() - 30 * dayMs));
  const then = new Date(Date.now() - 12 * dayMs);
  await ingestEvents(
    sender,
    Array.from({ length: 50 }, () => event({}, then)),
    then,
  );
  expect(await database().countedAllow.count()).toBeGreaterThan(40);
  await dropOldDecisions();
  expect(await database().countedAllow.count()).toBe(0);
  expect(await database().decision.count()).toBe(0);
});
