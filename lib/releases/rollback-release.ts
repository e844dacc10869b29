import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { auditTarget, currentNumbers, findRelease, summaryOf } from "./internal.ts";
import { publishSnapshot } from "./publish-snapshot.ts";

/** A new, higher release with the content of an older one; what authors have written since stays unpublished. */
export const rollbackRelease = verb(releases.rollback, async (ctx, input, tx) => {
  const target = await findRelease(tx, input.number);
  const row = await publishSnapshot(ctx, tx, {
    source: { rollbackTo: target.number },
    message: input.message,
    baseNumber: input.baseNumber,
    canary: null,
    assertion: input.assertion,
  });
  return {
    result: summaryOf(row, await currentNumbers(tx)),
    audit: {
      target: auditTarget(row.number),
      detail: {
        digest: row.digest,
        message: row.message,
        state: row.state,
        rollbackOf: target.number,
      },
    },
  };
});
