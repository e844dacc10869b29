import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { Release } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";
import { releases, type releaseDetail } from "./contract.ts";
import { differenceOf } from "./difference.ts";
import { baseSnapshot, currentNumber, findRelease, snapshotOf, summaryOf } from "./internal.ts";

export const getRelease = verb(releases.get, async (_ctx, { number }, tx) => {
  const row = await findRelease(tx, number);
  const after = snapshotOf(row);
  const revisions = await revisionsOf(tx, row);
  return {
    ...summaryOf(row, await currentNumber(tx)),
    counts: {
      apis: after.content.apis.length,
      operations: after.content.apis.reduce((sum, api) => sum + api.operations.length, 0),
      policies: after.content.policies.length,
    },
    difference: differenceOf(await baseSnapshot(tx, row.baseNumber), after),
    policyRevision: revisions.at(-1) ?? null,
    convergence: await convergenceOf(tx, row, new Set(revisions)),
  };
});

/** Every policy bundle that carries it, oldest first: a later one only renews what it demands of the directory. */
async function revisionsOf(tx: Transaction, { number, channelSlug }: Release): Promise<string[]> {
  const rows = await tx.bundle.findMany({
    where: { channelSlug, name: "policy", releaseNumber: number },
    orderBy: [{ epoch: "asc" }, { number: "asc" }],
    select: { epoch: true, number: true },
  });
  return rows.map((row) => `${row.epoch}.${row.number}`);
}

async function convergenceOf(
  tx: Transaction,
  { channelSlug }: Release,
  revisions: ReadonlySet<string>,
): Promise<z.input<typeof releaseDetail>["convergence"]> {
  const rows = await tx.enforcer.findMany({
    where: { channelSlug, revokedAt: null },
    include: { bundles: { where: { name: "policy" } } },
    orderBy: { slug: "asc" },
  });
  return rows.map((row) => {
    const bundle = row.bundles[0];
    const revision = bundle?.activeRevision ?? null;
    return {
      enforcer: row.slug,
      name: row.name,
      revision,
      live: revision !== null && revisions.has(revision),
      error: bundle?.errorMessage ?? null,
      lastSeenAt: row.lastSeenAt,
    };
  });
}
