import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { currentNumbers, findRelease } from "./internal.ts";
import { rolloutOf } from "./rollout.ts";

export const getRollout = verb(releases.rollout, async (_ctx, { number }, tx) => {
  const row = await findRelease(tx, number);
  return rolloutOf(tx, row, (await currentNumbers(tx)).has(row.number));
});
