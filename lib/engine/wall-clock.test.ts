import { expect, test } from "vitest";
import { schedule } from "./conditions/schedule.ts";
import type { Facts } from "./facts.ts";
import { instantSeconds } from "./instant.ts";
import { isTimeZone, timeZones } from "./time-zones.ts";
import { readWallClock } from "./wall-clock.ts";

const berlin = readWallClock("Europe/Berlin");
const at = (text: string) => berlin(instantSeconds(text));

test("the hour that is skipped never shows, the one that is repeated shows twice", () => {
  expect(at("2026-03-29T00:59:59Z")).toEqual({ weekday: 7, minute: 119 });
  expect(at("2026-03-29T01:00:00Z")).toEqual({ weekday: 7, minute: 180 });
  expect(at("2026-10-25T00:30:00Z")).toEqual({ weekday: 7, minute: 150 });
  expect(at("2026-10-25T01:30:00Z")).toEqual({ weekday: 7, minute: 150 });
});

test("a window in the skipped hour does not open", () => {
  const evaluate = schedule.compile(
    schedule.normalise({ zone: "Europe/Berlin", from: "02:00", to: "03:00" }),
  );
  const holds = (text: string) => evaluate({ now: instantSeconds(text) } as Facts);
  expect(holds("2026-03-28T01:30:00Z")).toBe("true");
  expect(holds("2026-03-29T00:59:00Z")).toBe("false");
  expect(holds("2026-03-29T01:00:00Z")).toBe("false");
});

test("zones with offsets of quarters are right, and each known zone can be read", () => {
  const now = instantSeconds("2026-03-02T00:00:00Z");
  expect(readWallClock("Asia/Kathmandu")(now)).toEqual({ weekday: 1, minute: 345 });
  for (const zone of timeZones) expect(readWallClock(zone)(now).minute).toBeGreaterThanOrEqual(0);
});

test.each(["", "Local", "europe/berlin", "GMT+1", "EST"])("%j is no zone", (zone) => {
  expect(isTimeZone(zone)).toBe(false);
});
