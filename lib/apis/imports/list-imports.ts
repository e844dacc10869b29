import { apiImports } from "#lib/apis/imports/contract.ts";
import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";
import { importOmit, importSummaryOf } from "./import-row.ts";

export const listImports = verb(apiImports.list, async (_ctx, input, tx) => {
  const { slug, state, q } = input;
  const where: Prisma.ApiImportWhereInput = {
    ...(state ? { state } : {}),
    ...(q ? { fileName: containing(q) } : {}),
    ...(slug
      ? {
          OR: [
            { target: { path: ["existing"], equals: slug } },
            { target: { path: ["slug"], equals: slug } },
          ],
        }
      : {}),
  };
  const after = decodeCursor(input.cursor, positions.id)?.[0];
  // Ids are UUIDs of version 7: by age.
  const rows = await tx.apiImport.findMany({
    where: after !== undefined ? { AND: [where, { id: { lt: after } }] } : where,
    orderBy: { id: "desc" },
    take: input.limit + 1,
    omit: { ...importOmit, content: true, diff: true },
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => importSummaryOf({ ...row, content: null, diff: null })),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.id]) : null,
    total: await tx.apiImport.count({ where }),
  };
});
