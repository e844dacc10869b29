import type { Cell } from "#lib/simulation/contract.ts";
import { readMatrix } from "#lib/simulation/read-matrix.ts";
import { verb } from "#lib/verb.ts";
import { csvExports } from "./contract.ts";
import { csvOf } from "./csv-of.ts";

/** The matrix checks what its reader may see; who took it along is in the audit log. */
export const exportMatrix = verb(csvExports.matrix, async (ctx, input) => {
  const { columns, rows, more, moreColumns } = await readMatrix(ctx, input);
  const lines = columns.flatMap(({ api, sensitivity, operations }, at) => {
    const cells = rows.map(({ cells: theirs }) => wordOf(theirs[at]));
    return operations.map((id) => [api, sensitivity, id.slice(api.length + 1), ...cells]);
  });
  const header = ["api", "sensitivity", "operation", ...rows.map(({ id, name }) => id ?? name)];
  return {
    result: {
      csv: csvOf([header, ...lines]),
      rows: lines.length,
      truncated: more + moreColumns > 0,
    },
    audit: {
      target: { kind: "list", id: "simulation.matrix", name: "Who can call what" },
      detail: { filters: input, rows: lines.length },
    },
  };
});

function wordOf(cell: Cell | undefined): string {
  if (!cell) return "";
  return cell.outcome === "challenge" ? `challenge: ${cell.with ?? cell.reason}` : cell.outcome;
}
