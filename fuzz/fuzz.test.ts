import { expect, test } from "vitest";
import { runTarget } from "./run-target.ts";
import { targets } from "./targets.ts";

// Fixed unless asked otherwise, so that a failure is about the change at hand; `npm run fuzz` draws new ones.
const seed = Number(process.env["FUZZ_SEED"] ?? 20_261_125);

/** Bounded: the open-ended run is `npm run fuzz`, where a case's own bound on blocking the event loop holds. */
test.each(Object.entries(targets))(
  "%s holds for a few seconds of random input",
  async (name, target) => {
    const options = { seed, from: 0, casesMax: 20_000, secondsMax: 3, patience: 20 };
    const { cases, finding } = await runTarget(target, options);
    console.info(`${name}: ${cases} cases, seed ${seed}`);
    if (finding !== null)
      throw new Error(`npm run fuzz -- ${name} --seed ${seed} --case ${finding.index}`, {
        cause: finding.error,
      });
    expect(cases).toBeGreaterThan(0);
  },
  120_000,
);
