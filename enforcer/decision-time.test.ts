import { expect, test } from "vitest";
import { createDecisionTime } from "./decision-time.ts";

test("a clock that is set back does not turn time back", () => {
  let nowMs = 1_000_000_500;
  const time = createDecisionTime({ nowMs: () => nowMs });
  expect(time.nowSeconds()).toBe(1_000_000);
  nowMs -= 3_600_000;
  expect(time.nowSeconds()).toBe(1_000_000);
});

test("signals issued later than the own clock set the time", () => {
  const time = createDecisionTime({ nowMs: () => 1_000_000 });
  time.notBefore(5000);
  expect(time.nowSeconds()).toBe(5000);
  time.notBefore(4000);
  expect(time.nowSeconds()).toBe(5000);
});
