import type { Decision } from "#lib/engine/decision.ts";

/** One decided request: the engine's decision, final after rate limits, under an id of its own. */
export type Verdict = {
  readonly id: string;
  readonly decision: Decision;
  /** Only with `rate-limited`. */
  readonly retryAfterSeconds: number | null;
};
