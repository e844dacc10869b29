import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { differenceOf } from "./difference.ts";
import { auditTarget, baseSnapshot, currentNumbers, snapshotOf, summaryOf } from "./internal.ts";
import { publishSnapshot } from "./publish-snapshot.ts";

/** The same content, as a release of the next channel, with an approval of its own: a digest names its channel. */
export const promoteRelease = verb(releases.promote, async (ctx, input, tx) => {
  const { number, message, baseNumber, canary = null, assertion } = input;
  const source = { promote: number };
  const row = await publishSnapshot(ctx, tx, { source, message, baseNumber, canary, assertion });
  const difference = differenceOf(await baseSnapshot(tx, row.baseNumber), snapshotOf(row));
  if (difference.count === 0)
    throw new AppError("conflict", `The channel ${row.channelSlug} has this content already.`);
  return {
    result: summaryOf(row, await currentNumbers(tx)),
    audit: {
      target: auditTarget(row.number),
      detail: {
        digest: row.digest,
        message,
        state: row.state,
        channel: row.channelSlug,
        promotedFrom: number,
        sentences: difference.sentences.slice(0, 200),
      },
    },
  };
});
