import { notify } from "#lib/db/notify.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { auditTarget, currentNumbers, findRelease, lockBase, summaryOf } from "./internal.ts";
import { approve } from "./publish-snapshot.ts";
import { asJson } from "./stored-content.ts";

/** A person's passkey over the digest of what a token made; only on top of what it was made on. */
export const approveRelease = verb(releases.approve, async (ctx, input, tx) => {
  const row = await findRelease(tx, input.number);
  await lockBase(tx, { channel: row.channelSlug, baseNumber: row.baseNumber });
  if (ctx.actor.kind !== "user") throw new AppError("forbidden", "Only a person can approve.");
  const approval = await approve(ctx, row.digest, input.assertion);
  const { count } = await tx.release.updateMany({
    where: { number: row.number, state: "waiting" },
    data: { state: "signing", approval: asJson(approval) },
  });
  if (count !== 1)
    throw new AppError("conflict", `Release ${row.number} does not wait for approval.`);
  await notify(tx, "releases");
  return {
    result: summaryOf(await findRelease(tx, row.number), await currentNumbers(tx)),
    audit: { target: auditTarget(row.number), detail: { digest: row.digest } },
  };
});
