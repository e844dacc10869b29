import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limiter.ts";

function limiterAt(sizeMax?: number) {
  let ms = 0;
  const limiter = createRateLimiter(() => ms, sizeMax);
  return { limiter, to: (next: number) => void (ms = next) };
}
const demand = (key: string, limit = 3, windowSeconds = 60) => ({ key, limit, windowSeconds });

test("so many pass in a window, and the next is told when to come again", () => {
  const { limiter, to } = limiterAt();
  for (let count = 0; count < 3; count += 1) expect(limiter.take([demand("a")])).toBeNull();
  const wait = limiter.take([demand("a")]) ?? 0;
  expect(wait).toBeGreaterThan(0);
  to((wait - 1) * 1000);
  expect(limiter.take([demand("a")])).not.toBeNull();
  to(wait * 1000);
  expect(limiter.take([demand("a")])).toBeNull();
});

test("never more than the limit plus one window's rounding passes in any window", () => {
  const { limiter, to } = limiterAt();
  const passed: number[] = [];
  for (let ms = 0; ms < 600_000; ms += 500) {
    to(ms);
    if (limiter.take([demand("a", 10)]) === null) passed.push(ms);
  }
  for (const end of passed) {
    const inside = passed.filter((ms) => ms > end - 60_000 && ms <= end);
    expect(inside.length).toBeLessThanOrEqual(11);
  }
  expect(passed.length).toBeGreaterThan(80);
});

test("of several limits all are taken or none", () => {
  const { limiter } = limiterAt();
  expect(limiter.take([demand("tight", 1), demand("wide", 2)])).toBeNull();
  expect(limiter.take([demand("wide", 2), demand("tight", 1)])).not.toBeNull();
  expect(limiter.take([demand("wide", 2)])).toBeNull();
  expect(limiter.take([demand("wide", 2)])).not.toBeNull();
});

test("callers do not count for each other", () => {
  const { limiter } = limiterAt();
  expect(limiter.take([demand("ann", 1)])).toBeNull();
  expect(limiter.take([demand("bob", 1)])).toBeNull();
});

test("memory is bounded", () => {
  const { limiter } = limiterAt(100);
  for (let count = 0; count < 1000; count += 1) limiter.take([demand(`k${count}`)]);
  expect(limiter.size()).toBe(100);
});
