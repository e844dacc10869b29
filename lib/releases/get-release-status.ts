import { entryChannel, readChain } from "#lib/channels/chain.ts";
import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { differenceOf, emptySnapshot } from "./difference.ts";
import { baseRelease, currentNumbers, snapshotOf, summaryOf } from "./internal.ts";
import { snapshotContent } from "./snapshot-content.ts";

export const getReleaseStatus = verb(releases.status, async (_ctx, _input, tx) => {
  const chain = await readChain(tx);
  const numbers = await currentNumbers(tx);
  const channel = await entryChannel(tx);
  const base = await baseRelease(tx, channel);
  const pending = await tx.release.findMany({
    where: { state: { in: ["signing", "waiting"] } },
    orderBy: { number: "asc" },
  });
  const number = chain[0]?.releaseNumber ?? null;
  const current = number === null ? null : await tx.release.findUnique({ where: { number } });
  const inState = (state: string) =>
    pending.filter((row) => row.state === state).map((row) => summaryOf(row, numbers));
  return {
    channel,
    channels: chain.map(({ slug, name, releaseNumber }) => ({
      slug,
      name,
      release: releaseNumber,
    })),
    baseNumber: base?.number ?? null,
    current: current ? summaryOf(current, numbers) : null,
    signing: inState("signing"),
    waiting: inState("waiting"),
    unpublished: differenceOf(base ? snapshotOf(base) : emptySnapshot, await snapshotContent(tx)),
  };
});
