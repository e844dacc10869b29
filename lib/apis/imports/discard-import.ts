import { apiImports } from "#lib/apis/imports/contract.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { importOmit, importSummaryOf } from "./import-row.ts";

/** The document goes; that it was handed in stays on record. */
export const discardImport = verb(apiImports.discard, async (_ctx, { id }, tx) => {
  found(await tx.apiImport.findUnique({ where: { id }, select: { id: true } }), "import");
  const { count } = await tx.apiImport.updateMany({
    where: { id, state: { in: ["queued", "reading", "ready", "failed"] } },
    data: { state: "discarded", step: "Discarded", document: new Uint8Array() },
  });
  if (count === 0) throw new AppError("conflict", "This import was applied or discarded already.");
  const row = await tx.apiImport.findUniqueOrThrow({ where: { id }, omit: importOmit });
  return {
    result: importSummaryOf(row),
    audit: { target: { kind: "import", id, name: row.fileName }, detail: { target: row.target } },
  };
});
