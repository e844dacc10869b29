import type { z } from "zod";
import { demand } from "#lib/auth/may.ts";
import { verb } from "#lib/verb.ts";
import { readActivePeople, readRoleHolders } from "./callers.ts";
import { simulation } from "./contract.ts";
import { decideMatrix, isUncalled, isUnchallenged, type Caller, type Column } from "./matrix.ts";
import type { SimulatedOperation } from "./operation-groups.ts";
import { emptyContent, readCurrentContent, readNextContent } from "./read-contents.ts";
import { blocksOf } from "./zoom-out.ts";

type Input = z.output<typeof simulation.matrix.input>;

export const readMatrix = verb(simulation.matrix, async (ctx, input, tx) => {
  if (input.rows === "people") demand(ctx.actor, "people:read");
  const content =
    input.of === "draft" ? await readNextContent(tx, undefined) : await readCurrentContent(tx);
  const read = input.rows === "roles" ? readRoleHolders : readActivePeople;
  const { people, callers, more } = await read(tx, input.callersMax, input.q);
  const matrix = await decideMatrix(content ?? emptyContent, people, callers, shownBy(input));
  const asked = matrix.columns.filter((column) => isAsked(column, callers, input.only));
  const blocks = blocksOf(asked, input.zoom);
  const shown = blocks.slice(0, input.columnsMax);
  return {
    columns: shown.map(({ api, sensitivity, operations }) => ({ api, sensitivity, operations })),
    rows: callers.map(({ id, name }, at) => ({
      id,
      name,
      cells: shown.flatMap(({ cells }) => cells[at] ?? []),
    })),
    assumed: [...matrix.assumed],
    more,
    moreColumns: blocks.length - shown.length,
  };
});

function shownBy(input: Input): (operation: SimulatedOperation) => boolean {
  return ({ api, sensitivity }) =>
    (input.api === undefined || api === input.api) &&
    (input.sensitivity === undefined || sensitivity === input.sensitivity);
}

function isAsked(column: Column, callers: readonly Caller[], only: Input["only"]): boolean {
  if (only === "uncalled") return isUncalled(column, callers);
  return only !== "unchallenged" || isUnchallenged(column);
}
