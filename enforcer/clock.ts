import { performance } from "node:perf_hooks";

/** Where time comes from. `monotonicMs` never jumps: durations and rate limits use it, instants use `nowMs`. */
export type Clock = {
  /** Milliseconds since 1970 UTC. */
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
};

export const systemClock: Clock = { nowMs: Date.now, monotonicMs: () => performance.now() };
