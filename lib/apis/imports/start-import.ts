import { createHash } from "node:crypto";
import { documentBytesMax } from "#lib/apis/description/limits.ts";
import { apiImports } from "#lib/apis/imports/contract.ts";
import type { Actor } from "#lib/context.ts";
import { notify } from "#lib/db/notify.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { importOmit, importSummaryOf } from "./import-row.ts";

export const startImport = verb(apiImports.start, async (ctx, input, tx) => {
  const document = Buffer.from(input.document);
  if (document.byteLength > documentBytesMax)
    throw new AppError("too-large", `A description may have ${documentBytesMax / 1024 / 1024} MB.`);
  const apiId = await apiOf(tx, input.target);
  const row = await tx.apiImport.create({
    data: {
      apiId,
      target: input.target,
      fileName: input.fileName,
      document,
      digest: createHash("sha256").update(document).digest("base64url"),
      step: "Waiting",
      createdById: personOf(ctx.actor),
    },
    omit: importOmit,
  });
  await notify(tx, "imports");
  return {
    result: importSummaryOf(row),
    audit: {
      target: { kind: "import", id: row.id, name: input.fileName },
      detail: { target: input.target, digest: row.digest, bytes: document.byteLength },
    },
  };
});

async function apiOf(
  tx: Transaction,
  target: { slug: string; name: string } | { existing: string },
): Promise<string | null> {
  const slug = "existing" in target ? target.existing : target.slug;
  const api = await tx.api.findUnique({ where: { slug }, select: { id: true } });
  if ("existing" in target) return found(api, "API").id;
  if (api)
    throw new AppError(
      "conflict",
      `There is an API “${slug}” already; import into it, or choose another name.`,
      {
        errors: [{ path: "target.slug", message: "is taken" }],
      },
    );
  return null;
}

function personOf(actor: Actor): string | null {
  return actor.kind === "user" || actor.kind === "api-token" ? actor.userId : null;
}
