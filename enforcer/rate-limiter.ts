export type LimitDemand = {
  /** The limit's own name and who it counts, e.g. `api:billing|subject:ada`. */
  readonly key: string;
  readonly limit: number;
  readonly windowSeconds: number;
};

export type RateLimiter = {
  /** Takes one from every limit or from none. Null: taken; else seconds until it is worth trying again. */
  readonly take: (demands: readonly LimitDemand[]) => number | null;
  readonly size: () => number;
};

type Counter = { windowStartMs: number; windowMs: number; previous: number; current: number };

/**
 * Sliding windows of two counters: the previous window weighs as much as of it still lies inside the last
 * `windowSeconds`. Runs on the monotonic clock, so that no clock change opens or locks it. Memory is bounded:
 * when full, the counter touched longest ago goes first.
 */
export function createRateLimiter(monotonicMs: () => number, sizeMax = 100_000): RateLimiter {
  const counters = new Map<string, Counter>();
  return {
    size: () => counters.size,
    take: (demands) => {
      const nowMs = monotonicMs();
      let waitMs = 0;
      const touched: Counter[] = [];
      for (const demand of demands) {
        const counter = touch(counters, demand, nowMs, sizeMax);
        touched.push(counter);
        waitMs = Math.max(waitMs, waitFor(counter, demand.limit, nowMs));
      }
      if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / 1000));
      for (const counter of touched) counter.current += 1;
      return null;
    },
  };
}

function touch(
  counters: Map<string, Counter>,
  { key, windowSeconds }: LimitDemand,
  nowMs: number,
  sizeMax: number,
): Counter {
  const windowMs = windowSeconds * 1000;
  const known = counters.get(key);
  const counter =
    known?.windowMs === windowMs
      ? known
      : { windowStartMs: nowMs, windowMs, previous: 0, current: 0 };
  const passed = Math.floor((nowMs - counter.windowStartMs) / windowMs);
  if (passed > 0) {
    counter.previous = passed === 1 ? counter.current : 0;
    counter.current = 0;
    counter.windowStartMs += passed * windowMs;
  }
  counters.delete(key);
  if (counters.size >= sizeMax) {
    const oldest = counters.keys().next();
    if (oldest.done !== true) counters.delete(oldest.value);
  }
  counters.set(key, counter);
  return counter;
}

/** Milliseconds until one more fits; 0 when it fits now. */
function waitFor(counter: Counter, limit: number, nowMs: number): number {
  const elapsedMs = nowMs - counter.windowStartMs;
  const weight = 1 - elapsedMs / counter.windowMs;
  if (counter.previous * weight + counter.current + 1 <= limit) return 0;
  const restOfWindowMs = counter.windowMs - elapsedMs;
  if (counter.current + 1 > limit) {
    // Even without the past it is full: the current window must first become the previous one and fade.
    const faded = limit < 1 ? 1 : 1 - (limit - 1) / counter.current;
    return restOfWindowMs + counter.windowMs * faded;
  }
  const neededWeight = (limit - 1 - counter.current) / counter.previous;
  return (weight - neededWeight) * counter.windowMs;
}
