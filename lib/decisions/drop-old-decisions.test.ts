import "#scripts/test-database.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { verifyAuditLog } from "#lib/audit/verify-audit-log.ts";
import { systemContext } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";
import { dropOldDecisions } from "./drop-old-decisions.ts";
import { ingestEvents } from "./ingest-events.ts";
import { listDecisions } from "./list-decisions.ts";
import { readDays } from "./read-days.ts";
import { readStorage } from "./read-storage.ts";

const dayMs = 86_400_000;
const sender = { enforcerId: randomUUID(), slug: "edge", channel: "production" };
const ctx = systemContext("test");
/** In the middle of a day, so that what is so many days old is on that day. */
const noon = new Date(Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2);
const ago = (days: number) => new Date(noon.getTime() - days * dayMs);

beforeEach(async () => {
  await database().decision.deleteMany();
  await database().setting.deleteMany();
});
afterAll(closeDatabase);

/** Decided then, and sent at once. */
async function decide(at: Date, count: number): Promise<void> {
  const event = { timestamp: at.toISOString(), result: { outcome: "deny", reason: "no-permit" } };
  const events = Array.from({ length: count }, () => ({ ...event, decision_id: randomUUID() }));
  await ingestEvents(sender, events, at);
}

async function keep(days: number): Promise<void> {
  await database().setting.create({ data: { key: "decisionRetentionDays", value: days } });
}

const dropped = async () =>
  database().auditEvent.findMany({ where: { action: "decision.drop" }, orderBy: { seq: "asc" } });

test("days older than the setting are dropped whole, with an audit event each; younger ones stay", async () => {
  await keep(10);
  for (const days of [0, 9, 10, 11, 12]) await decide(ago(days), 5);
  await dropOldDecisions(noon);
  expect(await database().decision.count()).toBe(15);
  const events = await dropped();
  expect(events.map(({ targetName, detail }) => ({ targetName, detail }))).toEqual(
    [12, 11].map((days) => ({
      targetName: ago(days).toISOString().slice(0, 10),
      detail: { decisions: 5, bytes: expect.any(Number), keptDays: 10 },
    })),
  );
  await dropOldDecisions(noon);
  expect(await dropped()).toHaveLength(2);
  const { items } = await listDecisions(ctx, {});
  expect(items).toHaveLength(15);
  expect(await readStorage(ctx, {})).toMatchObject({
    keptDays: 10,
    days: [10, 9, 0].map((days) => ({ day: ago(days).toISOString().slice(0, 10), decisions: 5 })),
    dropped: [{ decisions: 5 }, { decisions: 5 }],
  });
});

test("a long read delays the drop, and never who stores decisions", async () => {
  await keep(20);
  await decide(ago(30), 3);
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reading = database().$transaction(
    async (tx) => {
      await tx.decision.count();
      await held;
    },
    { timeout: 30_000 },
  );
  const dropping = dropOldDecisions(noon);
  const waits: number[] = [];
  for (let round = 0; round < 20; round += 1) {
    const startedMs = performance.now();
    await decide(noon, 1);
    waits.push(performance.now() - startedMs);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  expect(Math.max(...waits)).toBeLessThan(2_000);
  expect(await database().decision.count()).toBe(23);
  release?.();
  await Promise.all([reading, dropping]);
  expect(await database().decision.count()).toBe(20);
});

test("two authorities at it at once drop a day once", async () => {
  await keep(20);
  await decide(ago(40), 3);
  const before = (await dropped()).length;
  await Promise.all([dropOldDecisions(noon), dropOldDecisions(noon), dropOldDecisions(noon)]);
  await dropOldDecisions(noon);
  expect(await database().decision.count()).toBe(0);
  expect(await dropped()).toHaveLength(before + 1);
});

test("a day that was cut off before a crash is removed by the next run", async () => {
  await keep(20);
  await decide(ago(50), 3);
  const partition = `day_${ago(50).toISOString().slice(0, 10).replaceAll("-", "")}`;
  await database()
    .$executeRaw`SELECT "decision_days"."detach"('"Decision"'::regclass, ${partition}::text)`;
  await dropOldDecisions(noon);
  const days = await readDays(database());
  expect(days.map((day) => day.partition)).not.toContain(partition);
});

test("what lies outside of any day goes as well, and so does what was lost or unreadable then", async () => {
  await keep(20);
  await decide(ago(0), 1);
  await database().decision.create({
    data: {
      decidedAt: ago(60),
      enforcerId: sender.enforcerId,
      decisionId: "old",
      channelSlug: "production",
      enforcerSlug: "edge",
      outcome: "deny",
      reason: "no-permit",
      facts: {},
    },
  });
  const at = ago(60);
  await database().logLoss.create({
    data: { enforcerId: sender.enforcerId, cause: "test", count: 1, at },
  });
  await database().quarantinedChunk.create({
    data: { enforcerId: sender.enforcerId, reason: "test", bytes: new Uint8Array(1), at },
  });
  await dropOldDecisions(noon);
  expect(await database().decision.count()).toBe(1);
  expect((await dropped()).at(-1)).toMatchObject({ targetId: "other", detail: { decisions: 1 } });
  expect(await database().logLoss.count()).toBe(0);
  expect(await database().quarantinedChunk.count()).toBe(0);
});

test("the audit log holds after all of this", async () => {
  expect(await verifyAuditLog(ctx, {})).toMatchObject({ intact: true });
});
