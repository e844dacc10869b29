import { z } from "zod";
import { write } from "#lib/contract.ts";
import { simulation } from "#lib/simulation/contract.ts";

/** The lists that can be taken along as a file; each by the name of its contract. */
export const exportable = [
  "apis.list",
  "policies.list",
  "releases.list",
  "users.list",
  "roles.list",
  "devices.list",
  "enforcers.list",
  "decisions.list",
  "audit.list",
] as const;
export type Exportable = (typeof exportable)[number];

/** More is a question for the database, not for a spreadsheet. */
export const exportRowsMax = 20_000;

const exported = z.object({
  /** RFC 4180, UTF-8; cells that a spreadsheet would take for a formula begin with an apostrophe. */
  csv: z.string(),
  rows: z.number().int(),
  /** There are more than are in here. */
  truncated: z.boolean(),
});

export const csvExports = {
  create: write({
    name: "exports.create",
    summary:
      "Export a list as CSV, with the filters it is called with; needs the list's own permission",
    permission: "overview:read",
    audit: "export.create",
    input: z.object({
      list: z.enum(exportable),
      /** The list's own input: search text and filters. */
      input: z.record(z.string(), z.unknown()).default({}),
    }),
    output: exported,
    route: { method: "POST", path: "/exports" },
  }),
  matrix: write({
    name: "exports.matrix",
    summary: "Export who can call what as CSV: a line for each operation, a column for each caller",
    permission: "policies:read",
    audit: "export.create",
    input: simulation.matrix.input.omit({ zoom: true, callersMax: true, columnsMax: true }),
    output: exported,
    route: { method: "POST", path: "/exports/matrix" },
  }),
};
