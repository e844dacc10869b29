import { planSentence } from "#lib/canaries/canary-plan.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { differenceOf } from "./difference.ts";
import { auditTarget, baseSnapshot, currentNumbers, snapshotOf, summaryOf } from "./internal.ts";
import { publishSnapshot } from "./publish-snapshot.ts";

export const publishRelease = verb(releases.publish, async (ctx, input, tx) => {
  const row = await publishSnapshot(ctx, tx, {
    source: {},
    message: input.message,
    baseNumber: input.baseNumber,
    canary: input.canary ?? null,
    assertion: input.assertion,
  });
  const difference = differenceOf(await baseSnapshot(tx, row.baseNumber), snapshotOf(row));
  if (difference.count === 0)
    throw new AppError("conflict", "Nothing has changed since the last release.");
  return {
    result: summaryOf(row, await currentNumbers(tx)),
    audit: {
      target: auditTarget(row.number),
      detail: {
        digest: row.digest,
        message: row.message,
        state: row.state,
        ...(input.canary && { canary: planSentence(input.canary) }),
        sentences: difference.sentences.slice(0, 200),
      },
    },
  };
});
