import { notify } from "#lib/db/notify.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { auditTarget, currentNumbers, findRelease, summaryOf } from "./internal.ts";

/** The authority locks a release while it signs: of the two one wins. */
export const withdrawRelease = verb(releases.withdraw, async (_ctx, { number }, tx) => {
  await findRelease(tx, number);
  const { count } = await tx.release.updateMany({
    where: { number, state: { in: ["waiting", "signing"] } },
    data: { state: "withdrawn" },
  });
  if (count !== 1)
    throw new AppError("conflict", `Release ${number} is past withdrawing: roll back instead.`);
  await notify(tx, "releases");
  return {
    result: summaryOf(await findRelease(tx, number), await currentNumbers(tx)),
    audit: { target: auditTarget(number) },
  };
});
