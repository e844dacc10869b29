import { verb } from "#lib/verb.ts";
import type { Transaction } from "#lib/db/client.ts";
import { firstChannel } from "#lib/channels/chain.ts";
import { readRoleHolders } from "./callers.ts";
import { simulation } from "./contract.ts";
import { decideMatrix, isUncalled, isUnchallenged, type Column } from "./matrix.ts";
import { emptyContent, readCurrentContent } from "./read-contents.ts";

type Coverage = {
  readonly operations: number;
  readonly uncalled: number;
  readonly unchallenged: number;
};

/** Schedules and observation begin and end by themselves: what was found is looked at anew after this. */
const knownForMs = 60_000;
let known: { readonly of: string; readonly atMs: number; readonly coverage: Coverage } | null =
  null;

/** The same release and the same roles give the same answer: every operation is decided once, not for each page. */
export const readCoverage = verb(simulation.coverage, async (_ctx, _input, tx) => {
  const of = await fingerprint(tx);
  const nowMs = Date.now();
  if (known?.of === of && nowMs < known.atMs + knownForMs) return known.coverage;
  const coverage = await decideCoverage(tx);
  known = { of, atMs: nowMs, coverage };
  return coverage;
});

/** A release is never changed; of the roles only their identities matter. */
async function fingerprint(tx: Transaction): Promise<string> {
  const channel = await tx.channel.findUnique({
    where: { slug: firstChannel },
    select: { releaseNumber: true },
  });
  const roles = await tx.role.findMany({ select: { slug: true }, orderBy: { slug: "asc" } });
  return JSON.stringify([channel?.releaseNumber ?? null, roles.map(({ slug }) => slug)]);
}

async function decideCoverage(tx: Transaction): Promise<Coverage> {
  const content = (await readCurrentContent(tx)) ?? emptyContent;
  const { people, callers } = await readRoleHolders(tx, Infinity);
  const { columns } = await decideMatrix(content, people, callers);
  return {
    operations: countOf(columns),
    uncalled: countOf(columns.filter((column) => isUncalled(column, callers))),
    unchallenged: countOf(columns.filter(isUnchallenged)),
  };
}

function countOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { operations }) => sum + operations.length, 0);
}
