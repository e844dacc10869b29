import { verb } from "#lib/verb.ts";
import { readRoleHolders } from "./callers.ts";
import { simulation } from "./contract.ts";
import { decideMatrix, isUncalled, isUnchallenged, type Column } from "./matrix.ts";
import { emptyContent, readCurrentContent } from "./read-contents.ts";

export const readCoverage = verb(simulation.coverage, async (_ctx, _input, tx) => {
  const content = (await readCurrentContent(tx)) ?? emptyContent;
  const { people, callers } = await readRoleHolders(tx, Infinity);
  const { columns } = await decideMatrix(content, people, callers);
  return {
    operations: countOf(columns),
    uncalled: countOf(columns.filter((column) => isUncalled(column, callers))),
    unchallenged: countOf(columns.filter(isUnchallenged)),
  };
});

function countOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { operations }) => sum + operations.length, 0);
}
