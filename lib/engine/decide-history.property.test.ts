import { describe, expect, test } from "vitest";
import { compareHistory, momentsPerHistory } from "./testing/compare-history.ts";

/** PROPERTY_SEED repeats a run, PROPERTY_RUNS makes it longer. Each run is a history of a hundred decisions. */
const seed = Number(process.env["PROPERTY_SEED"] ?? 20_261_125);
const runs = Number(process.env["PROPERTY_RUNS"] ?? 50);

describe(`PROPERTY_SEED=${seed}`, { timeout: 120_000 }, () => {
  test("what an engine decided before never changes what it decides", () => {
    const outcomes = new Map<string, number>();
    for (let index = 0; index < runs; index += 1) {
      const { decided, mismatches } = compareHistory(seed + index);
      for (const { outcome } of decided) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      expect(mismatches[0]).toBeUndefined();
    }
    // Agreement says little about what was never reached.
    for (const outcome of ["allow", "challenge", "deny"])
      expect(outcomes.get(outcome)).toBeGreaterThan(runs * momentsPerHistory * 0.02);
  });
});
