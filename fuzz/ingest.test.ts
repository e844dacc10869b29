import "#scripts/test-database.ts";
import { randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { closeDatabase, database } from "#lib/db/client.ts";
import { ingestEvents } from "#lib/decisions/ingest-events.ts";
import { readEvent } from "#lib/decisions/read-event.ts";
import { createRandom } from "./random.ts";
import { makeEvent } from "./targets/log-event.ts";

const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);
afterAll(closeDatabase);

test("Postgres takes every decision log event that could be read", async () => {
  const channel = await database().channel.create({ data: { slug: "fuzzing", name: "Fuzzing" } });
  const enforcer = await database().enforcer.create({
    data: { slug: "fuzzed", name: "Fuzzed", kind: "opa", channelSlug: channel.slug },
  });
  const random = createRandom(seed, 0);
  const events = Array.from({ length: 2000 }, () => {
    const event = makeEvent(random);
    const isObject = typeof event === "object" && event !== null && "decision_id" in event;
    return isObject && typeof event.decision_id === "string"
      ? { ...event, decision_id: `${randomUUID()} ${event.decision_id}` }
      : event;
  });
  const sender = { enforcerId: enforcer.id, slug: enforcer.slug, channel: channel.slug };
  const unreadable = events.filter((event) => typeof readEvent(event, new Date()) === "string");
  const { stored, repeated, quarantined } = await ingestEvents(sender, events);
  const refused = await database().quarantinedChunk.findMany({
    where: { enforcerId: enforcer.id, reason: { startsWith: "The database" } },
  });
  expect(
    refused.map(({ reason, bytes }) => [reason, Buffer.from(bytes).toString()]),
    `seed ${seed}`,
  ).toEqual([]);
  expect(quarantined, `seed ${seed}`).toBe(unreadable.length);
  expect(stored + repeated + quarantined).toBe(events.length);
  expect(stored).toBeGreaterThan(100);
});
