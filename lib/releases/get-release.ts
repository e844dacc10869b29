import { nextChannel } from "#lib/channels/chain.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";
import { releases } from "./contract.ts";
import { differenceOf } from "./difference.ts";
import {
  baseRelease,
  baseSnapshot,
  currentNumbers,
  findRelease,
  snapshotOf,
  summaryOf,
} from "./internal.ts";
import { rolloutOf } from "./rollout.ts";

export const getRelease = verb(releases.get, async (_ctx, { number }, tx) => {
  const row = await findRelease(tx, number);
  const after = snapshotOf(row);
  const current = await currentNumbers(tx);
  const next = await promotionOf(tx, row);
  return {
    ...summaryOf(row, current),
    counts: {
      apis: after.content.apis.length,
      operations: after.content.apis.reduce((sum, api) => sum + api.operations.length, 0),
      policies: after.content.policies.length,
    },
    difference: differenceOf(await baseSnapshot(tx, row.baseNumber), after),
    promotesTo: next && { slug: next.slug, name: next.name },
    policyRevision: await revisionOf(tx, row),
    rollout: await rolloutOf(tx, row, current.has(row.number)),
  };
});

/** Where it can go on to: the next channel, unless its newest release came from this one. */
async function promotionOf(tx: Transaction, row: Release) {
  const next = row.state === "served" ? await nextChannel(tx, row.channelSlug) : null;
  const there = next && (await baseRelease(tx, next.slug));
  return there?.promotedFrom === row.number ? null : next;
}

/** The newest policy bundle that carries it: a later one only renews what it demands of the directory. */
async function revisionOf(
  tx: Transaction,
  { number, channelSlug }: Release,
): Promise<string | null> {
  const row = await tx.bundle.findFirst({
    where: { channelSlug, name: "policy", releaseNumber: number },
    orderBy: [{ epoch: "desc" }, { number: "desc" }],
    select: { epoch: true, number: true },
  });
  return row && `${row.epoch}.${row.number}`;
}
