import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Decision } from "#lib/engine/decision.ts";
import { encodeChunks } from "./chunk.ts";
import { denial } from "./denial.ts";
import { createEventBuffer, type EventPage } from "./event-buffer.ts";
import { createEventWriter, type LogRecord } from "./log-event.ts";

function record(target: string, allow = false): LogRecord {
  const denied = denial("malformed-request", "too long");
  const decision: Decision = allow ? { ...denied, outcome: "allow" } : denied;
  return {
    verdict: { id: "d", decision, retryAfterSeconds: null },
    request: { method: "GET", host: "billing.example.com", target },
    client: { address: null, country: null },
    dialect: "nginx",
    atMs: 0,
    durationMs: 0,
  };
}

/** What was put aside for events, used or not. */
const bytesOf = (pages: readonly EventPage[]) =>
  pages.reduce((sum, { bytes }) => sum + bytes.length, 0);
const countOf = (pages: readonly EventPage[]) =>
  pages.reduce((sum, { ends }) => sum + ends.length, 0);
const targetsOf = (list: unknown) =>
  z
    .array(z.object({ input: z.object({ request: z.object({ target: z.string() }) }) }))
    .parse(list)
    .map(({ input }) => input.request.target);
const read = (bytes: Uint8Array): unknown => JSON.parse(gunzipSync(bytes).toString());

test("a storm of denials with huge requests stays in bounded memory, and what it drops is counted", () => {
  const lost = { events: 0, denials: 0 };
  const limits = { eventsMax: 20_000, bytesMax: 2_000_000, pageBytes: 200_000 };
  const buffer = createEventBuffer(limits, createEventWriter({}), (events, denials) => {
    lost.events += events;
    if (denials) lost.denials += events;
  });
  const query = Array.from({ length: 500 }, () => `${"q".repeat(200)}=1`).join("&");
  for (let at = 0; at < 1000; at += 1) {
    const { request, ...rest } = record(`/${"x".repeat(60_000)}${at}?${query}`);
    buffer.add({ ...rest, request: { ...request, host: "h".repeat(60_000) } });
  }
  expect(buffer.length() + lost.events).toBe(1000);
  expect(lost.denials).toBe(lost.events);
  expect(lost.events).toBeGreaterThan(0);
  const pages = buffer.takeAll(true);
  expect(bytesOf(pages)).toBeLessThanOrEqual(limits.bytesMax);
  expect(countOf(pages) + lost.events).toBe(1000);
  // Not the sixty thousand letters of each.
  expect(countOf(pages)).toBeGreaterThan(200);
  expect(buffer.length()).toBe(0);
});

test("allowed ones go before any denial, and room that was taken is room again", () => {
  const lost: boolean[] = [];
  const limits = { eventsMax: 3, bytesMax: 1_000_000, pageBytes: 16 };
  const buffer = createEventBuffer(limits, createEventWriter({}), (events, denials) => {
    for (let event = 0; event < events; event += 1) lost.push(denials);
  });
  for (const allow of [false, true, true, false]) buffer.add(record("/", allow));
  expect(lost).toEqual([false]);
  expect(countOf(buffer.takeAll(true))).toBe(2);
  expect(countOf(buffer.takeAll(false))).toBe(1);
  for (let at = 0; at < 3; at += 1) buffer.add(record("/"));
  expect(lost).toEqual([false]);
  buffer.add(record("/"));
  expect(lost).toEqual([false, true]);
});

test("every event arrives once, in order, in chunks that are small enough, but for one that never is", async () => {
  const limits = { eventsMax: 20_000, bytesMax: 1e8, pageBytes: 40_000 };
  const buffer = createEventBuffer(limits, createEventWriter({}), () => {
    throw new Error("there was room");
  });
  const targets = Array.from({ length: 300 }, (_, at) => `/${at}/\u{2603}${Math.random()}`);
  const huge = record("/huge");
  const subject = Array.from({ length: 5000 }, () => Math.random()).join();
  const { verdict } = huge;
  for (const target of targets.slice(0, 150)) buffer.add(record(target));
  buffer.add({ ...huge, verdict: { ...verdict, decision: { ...verdict.decision, subject } } });
  for (const target of targets.slice(150)) buffer.add(record(target));
  const seen: unknown[] = [];
  let lost = 0;
  for (const page of buffer.takeAll(true)) {
    const encoded = await encodeChunks(page, true, 1500);
    lost += encoded.lost;
    for (const { bytes, events } of encoded.chunks) {
      expect(bytes.length).toBeLessThanOrEqual(1500);
      const list = read(bytes);
      expect(list).toHaveLength(events);
      seen.push(...targetsOf(list));
    }
  }
  expect(lost).toBe(1);
  expect(seen).toEqual(targets);
});
