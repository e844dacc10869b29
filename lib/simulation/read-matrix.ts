import type { z } from "zod";
import { demand } from "#lib/auth/may.ts";
import { verb } from "#lib/verb.ts";
import { readActivePeople, readRoleHolders } from "./callers.ts";
import { simulation } from "./contract.ts";
import { decideMatrix, isUncalled, isUnchallenged, type Caller, type Column } from "./matrix.ts";
import type { SimulatedOperation } from "./operation-groups.ts";
import { emptyContent, readCurrentContent, readNextContent } from "./read-contents.ts";

type Input = z.output<typeof simulation.matrix.input>;

const callersMax = 200;

export const readMatrix = verb(simulation.matrix, async (ctx, input, tx) => {
  if (input.rows === "people") demand(ctx.actor, "people:read");
  const content =
    input.of === "draft" ? await readNextContent(tx, undefined) : await readCurrentContent(tx);
  const read = input.rows === "roles" ? readRoleHolders : readActivePeople;
  const { people, callers, more } = await read(tx, callersMax, input.q);
  const matrix = await decideMatrix(content ?? emptyContent, people, callers, shownBy(input));
  const columns = matrix.columns.filter((column) => isAsked(column, callers, input.only));
  return {
    columns: columns.flatMap(({ operations }) => {
      const [first] = operations;
      if (!first) return [];
      const { api, sensitivity } = first;
      return [{ api, sensitivity, operations: operations.map(({ id }) => id) }];
    }),
    rows: callers.map(({ id, name }, at) => ({
      id,
      name,
      cells: columns.flatMap(({ cells }) => cells[at] ?? []),
    })),
    assumed: [...matrix.assumed],
    more,
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
