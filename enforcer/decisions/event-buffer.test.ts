import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { clipRequest } from "./clip-request.ts";
import { denial } from "./denial.ts";
import { createEventBuffer } from "./event-buffer.ts";
import type { LogRecord } from "./log-event.ts";

function record(outcome: "allow" | "deny", target: string): LogRecord {
  const decision = { ...denial("malformed-request", "target too long"), outcome };
  return {
    verdict: { id: "d", decision, retryAfterSeconds: null },
    request: clipRequest({ method: "GET", host: "billing.example.com", target }),
    client: { address: null, country: null },
    dialect: "nginx",
    atMs: 0,
    durationMs: 0,
  };
}

/** Without what only waits to be collected. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") throw new Error("there is no collector");
  collect();
  return process.memoryUsage().heapUsed;
}

const limits = { lengthMax: 20_000, charactersMax: 16 * 1024 * 1024 };
const long = () => `/${"x".repeat(60_000)}${Math.random()}`;

test("a storm of denials with huge targets stays in bounded memory, and what it drops is counted", () => {
  const lost = { events: 0, denials: 0 };
  const buffer = createEventBuffer(limits, (events, denials) => {
    lost.events += events;
    if (denials) lost.denials += events;
  });
  const before = heapInUse();
  for (let at = 0; at < 20_000; at += 1) buffer.add(record("deny", long()));
  expect(buffer.length() + lost.events).toBe(20_000);
  expect(lost.denials).toBe(lost.events);
  expect(lost.events).toBeGreaterThan(0);
  expect(heapInUse() - before).toBeLessThan(150 * 1024 * 1024);
});

test("allowed ones go before any denial, and room that was taken is room again", () => {
  const lost: boolean[] = [];
  const buffer = createEventBuffer({ lengthMax: 3, charactersMax: 1000 }, (_events, denials) => {
    lost.push(denials);
  });
  for (const outcome of ["deny", "allow", "allow"] as const) buffer.add(record(outcome, "/"));
  buffer.add(record("deny", "/"));
  expect(lost).toEqual([false]);
  expect(buffer.take(true, 10)).toHaveLength(2);
  expect(buffer.take(false, 10)).toHaveLength(1);
  for (let at = 0; at < 3; at += 1) buffer.add(record("deny", `/${"x".repeat(250)}`));
  expect(lost).toEqual([false]);
  buffer.add(record("deny", `/${"x".repeat(250)}`));
  expect(lost).toEqual([false, true]);
});
