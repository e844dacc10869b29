import type { Access, Cell } from "./contract.ts";
import type { Column } from "./matrix.ts";
import { groupAlike, type SimulatedOperation } from "./operation-groups.ts";

/** A row of the matrix: operations of one API and one sensitivity, with what each caller can do with them. */
export type Block = {
  readonly api: string;
  readonly sensitivity: SimulatedOperation["sensitivity"];
  readonly operations: string[];
  readonly cells: Cell[];
};

const sensitivityOrder = ["restricted", "confidential", "internal", "public"];

/** By API, the most sensitive first; zoomed out, an API's operations of one sensitivity are one block. */
export function blocksOf(columns: readonly Column[], zoom: "apis" | "operations"): Block[] {
  const named = columns.flatMap((column) => {
    const [first] = column.operations;
    return first ? [{ column, api: first.api, sensitivity: first.sensitivity }] : [];
  });
  const groups =
    zoom === "operations"
      ? named.map((each) => [each])
      : groupAlike(named, ({ api, sensitivity }) => `${api} ${sensitivity}`);
  return groups
    .flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { api, sensitivity } = first;
      const parts = group.map(({ column }) => column);
      const operations = parts.flatMap((part) => part.operations.map(({ id }) => id));
      return [{ api, sensitivity, operations, cells: cellsOf(parts) }];
    })
    .toSorted(byApiAndSensitivity);
}

function byApiAndSensitivity(left: Block, right: Block): number {
  if (left.api !== right.api) return left.api < right.api ? -1 : 1;
  return sensitivityOrder.indexOf(left.sensitivity) - sensitivityOrder.indexOf(right.sensitivity);
}

function cellsOf(parts: readonly Column[]): Cell[] {
  const callers = parts[0]?.cells.length ?? 0;
  return Array.from({ length: callers }, (_each, at) =>
    mergedCell(
      parts.flatMap(({ cells, operations }) => {
        const access = cells[at];
        return access ? [{ access, operations: operations.length }] : [];
      }),
    ),
  );
}

const openness = ["deny", "challenge", "allow"] as const;

/** The most open of them speaks for all, so that nothing open hides behind what is shut. */
function mergedCell(
  parts: readonly { readonly access: Access; readonly operations: number }[],
): Cell {
  const counts = { allow: 0, challenge: 0, deny: 0 };
  let most: Access = { outcome: "deny", reason: "no-permit", with: null, asks: [] };
  let isFirst = true;
  for (const { access, operations } of parts) {
    counts[access.outcome] += operations;
    if (isFirst || openness.indexOf(access.outcome) > openness.indexOf(most.outcome)) most = access;
    isFirst = false;
  }
  return { ...most, counts };
}
