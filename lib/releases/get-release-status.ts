import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { differenceOf, emptySnapshot } from "./difference.ts";
import { firstChannel } from "./ensure-deployment.ts";
import { baseRelease, currentNumber, snapshotOf, summaryOf } from "./internal.ts";
import { snapshotContent } from "./snapshot-content.ts";

export const getReleaseStatus = verb(releases.status, async (_ctx, _input, tx) => {
  const number = await currentNumber(tx);
  const base = await baseRelease(tx);
  const pending = await tx.release.findMany({
    where: { state: { in: ["signing", "waiting"] } },
    orderBy: { number: "asc" },
  });
  const current = number === null ? null : await tx.release.findUnique({ where: { number } });
  const inState = (state: string) =>
    pending.filter((row) => row.state === state).map((row) => summaryOf(row, number));
  return {
    channel: firstChannel,
    baseNumber: base?.number ?? null,
    current: current ? summaryOf(current, number) : null,
    signing: inState("signing"),
    waiting: inState("waiting"),
    unpublished: differenceOf(base ? snapshotOf(base) : emptySnapshot, await snapshotContent(tx)),
  };
});
