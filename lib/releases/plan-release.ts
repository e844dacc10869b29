import { readSettings } from "#lib/settings/settings.ts";
import { verb } from "#lib/verb.ts";
import { checkSnapshot } from "./check-snapshot.ts";
import { releases } from "./contract.ts";
import { differenceOf, emptySnapshot } from "./difference.ts";
import { baseRelease, findRelease, nextNumber, snapshotOf } from "./internal.ts";
import { snapshotContent } from "./snapshot-content.ts";

export const planRelease = verb(releases.plan, async (ctx, input, tx) => {
  const base = await baseRelease(tx);
  const snapshot =
    input.rollbackTo === undefined
      ? await snapshotContent(tx)
      : snapshotOf(await findRelease(tx, input.rollbackTo));
  const diagnostics = await checkSnapshot(tx, snapshot);
  const { tokensMayPublish } = await readSettings(tx);
  return {
    number: await nextNumber(tx),
    baseNumber: base?.number ?? null,
    difference: differenceOf(base ? snapshotOf(base) : emptySnapshot, snapshot),
    diagnostics,
    blocked: diagnostics.some(({ severity }) => severity === "error"),
    needsPerson: ctx.actor.kind === "api-token" && !tokensMayPublish,
  };
});
