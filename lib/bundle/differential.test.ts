import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reasonCodes } from "#lib/engine/reasons.ts";
import {
  casesOfSeed,
  compareEverywhere,
  requestsPerDeployment,
} from "./testing/compare-everywhere.ts";
import { explainMismatch } from "./testing/explain-mismatch.ts";
import { findOpa } from "./testing/find-opa.ts";
import { runOpa, type RunningOpa } from "./testing/run-opa.ts";
import { writeLibrary } from "./testing/write-library.ts";

/** DIFFERENTIAL_SEED repeats a run, DIFFERENTIAL_CASES makes it longer. */
// Fixed unless asked otherwise, so that a failure is about the change at hand; other seeds find what is left.
const seed = Number(process.env["DIFFERENTIAL_SEED"] ?? 20_261_125);
const count = Number(process.env["DIFFERENTIAL_CASES"] ?? 3000);
const deployments = Math.ceil(count / requestsPerDeployment);

/** The others need a part that fails, or that counts. */
const decidable = reasonCodes.filter(
  (reason) => !["not-ready", "internal-error", "rate-limited"].includes(reason),
);

describe.skipIf(findOpa() === null)(`reference, engine and OPA, DIFFERENTIAL_SEED=${seed}`, () => {
  let opa: RunningOpa;
  let folder: string;
  beforeAll(async () => {
    folder = writeLibrary();
    opa = await runOpa(["--log-level", "error", folder]);
  });
  afterAll(async () => {
    await opa.stop();
    rmSync(folder, { recursive: true });
  });

  test(`decide ${count} random requests alike`, { timeout: 600_000 }, async () => {
    const reached = new Set<string>();
    for (let index = 0; index < deployments; index += 1) {
      const { decided, mismatches } = await compareEverywhere(casesOfSeed(seed + index), opa);
      for (const { reason } of decided) reached.add(reason);
      const [first] = mismatches;
      expect(first && (await explainMismatch(first, opa)), `seed ${seed + index}`).toBeUndefined();
    }
    // Agreement says little about what was never reached.
    if (count >= 3000) expect(decidable.filter((reason) => !reached.has(reason))).toEqual([]);
  });
});
