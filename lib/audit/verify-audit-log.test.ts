import "#scripts/test-database.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendAuditEvent } from "./append-audit-event.ts";
import { listAuditEvents } from "./list-audit-events.ts";
import { verifyAuditLog } from "./verify-audit-log.ts";
import { systemContext } from "#lib/context.ts";
import { closeDatabase, database } from "#lib/db/client.ts";

const ctx = systemContext("test");

async function record(name: string): Promise<void> {
  await database().$transaction((tx) =>
    appendAuditEvent(
      tx,
      ctx,
      "thing.change",
      { kind: "thing", id: name, name },
      { name, at: new Date(0), nested: { b: 1, a: [1.5, "ä", null] } },
    ),
  );
}

/** What somebody with the database's own rights could do. */
async function tamper(sql: string): Promise<void> {
  await database().$executeRawUnsafe('ALTER TABLE "AuditEvent" DISABLE TRIGGER USER');
  await database().$executeRawUnsafe(sql);
  await database().$executeRawUnsafe('ALTER TABLE "AuditEvent" ENABLE TRIGGER USER');
}

describe("the audit log", () => {
  beforeAll(async () => {
    await Promise.all(Array.from({ length: 12 }, (_unused, index) => record(`thing-${index}`)));
  });
  afterAll(closeDatabase);

  it("is one unbroken chain, also when twelve writers append at once", async () => {
    const verdict = await verifyAuditLog(ctx, {});
    expect(verdict).toMatchObject({ intact: true, checked: 12, broken: null });
    expect(verdict.head).toMatch(/^[0-9a-f]{64}$/);
  });

  it("can't be changed, deleted or emptied with the product's own rights", async () => {
    for (const sql of [
      'UPDATE "AuditEvent" SET "actorName" = \'x\' WHERE seq = 3',
      'DELETE FROM "AuditEvent" WHERE seq = 3',
      'TRUNCATE "AuditEvent"',
    ])
      await expect(database().$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
  });

  it("leaves no event behind when the work it records fails", async () => {
    const work = database().$transaction(async (tx) => {
      await appendAuditEvent(tx, ctx, "thing.change", { kind: "thing", id: "x", name: "x" }, {});
      throw new Error("failed after all");
    });
    await expect(work).rejects.toThrow("failed after all");
    expect(await database().auditEvent.count()).toBe(12);
  });

  it("pages newest first, and finds by substring", async () => {
    const first = await listAuditEvents(ctx, { limit: 5 });
    const second = await listAuditEvents(ctx, { limit: 5, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map((event) => event.seq)).toEqual([
      "12",
      "11",
      "10",
      "9",
      "8",
      "7",
      "6",
      "5",
      "4",
      "3",
    ]);
    expect(
      (await listAuditEvents(ctx, { q: "THING-7" })).items.map((event) => event.targetName),
    ).toEqual(["thing-7"]);
  });

  it("misses entries that were cut off its end, also when it goes on after that", async () => {
    await record("thing-12");
    await record("thing-13");
    await tamper('DELETE FROM "AuditEvent" WHERE seq > 12');
    const cut = { intact: false, checked: 12, broken: { seq: "13", why: "missing" } };
    expect(await verifyAuditLog(ctx, {})).toMatchObject(cut);
    await record("thing-14");
    expect(await verifyAuditLog(ctx, {})).toMatchObject(cut);
  });

  it("names the first entry that was edited, and one that was deleted", async () => {
    await tamper(`UPDATE "AuditEvent" SET "detail" = '{"name":"forged"}' WHERE seq = 9`);
    expect(await verifyAuditLog(ctx, {})).toMatchObject({
      intact: false,
      broken: { seq: "9", why: "changed" },
    });
    await tamper('DELETE FROM "AuditEvent" WHERE seq = 4');
    expect(await verifyAuditLog(ctx, {})).toMatchObject({
      intact: false,
      broken: { seq: "4", why: "missing" },
    });
  });
});
