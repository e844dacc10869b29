import { apiImports } from "#lib/apis/imports/contract.ts";
import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { importDetailOf, importOmit } from "./import-row.ts";

export const getImport = verb(apiImports.get, async (_ctx, { id }, tx) => {
  const row = await tx.apiImport.findUnique({ where: { id }, omit: importOmit });
  return importDetailOf(found(row, "import"));
});
