import type { z } from "zod";
import { apis, type Sensitivity } from "#lib/apis/contract.ts";
import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import type { Transaction } from "#lib/db/client.ts";
import { containing } from "#lib/db/containing.ts";
import type { Operation, Prisma } from "#lib/db/generated/client.ts";
import { found } from "#lib/errors.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { verb } from "#lib/verb.ts";
import { permitsOf, targetOf } from "./judge-cover.ts";
import { operationOf } from "./operation-row.ts";

type Input = z.output<typeof apis.listOperations.input>;

export const listOperations = verb(apis.listOperations, async (_ctx, input, tx) => {
  const api = found(
    await tx.api.findUnique({
      where: { slug: input.slug },
      select: { id: true, slug: true, sensitivity: true },
    }),
    "API",
  );
  const policies = await readPolicies(tx);
  const where = whereOf(api, input);
  const cover = (row: Operation) => permitsOf(targetOf(api, row), policies).length > 0;
  const { rows, total } = input.permitted
    ? await readCovered(tx, where, input, (row) => cover(row) === (input.permitted === "yes"))
    : await readPage(tx, where, input);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => operationOf(api, row, policies)),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor([last.template, last.method]) : null,
    total,
  };
});

const order = [
  { template: "asc" },
  { method: "asc" },
] as const satisfies Prisma.OperationOrderByWithRelationInput[];

async function readPage(
  tx: Transaction,
  where: Prisma.OperationWhereInput,
  input: Input,
): Promise<{ rows: Operation[]; total: number }> {
  const [template, method] = decodeCursor(input.cursor, positions.names) ?? [];
  const after: Prisma.OperationWhereInput =
    template !== undefined && method !== undefined
      ? { OR: [{ template: { gt: template } }, { template, method: { gt: method } }] }
      : {};
  const rows = await tx.operation.findMany({
    where: { AND: [where, after] },
    orderBy: order,
    take: input.limit + 1,
  });
  return { rows, total: await tx.operation.count({ where }) };
}

/** Which policies reach an operation is the engine's to say, not the database's: all are read and judged. */
async function readCovered(
  tx: Transaction,
  where: Prisma.OperationWhereInput,
  input: Input,
  keep: (row: Operation) => boolean,
): Promise<{ rows: Operation[]; total: number }> {
  const all = (await tx.operation.findMany({ where, orderBy: order })).filter(keep);
  const [template, method] = decodeCursor(input.cursor, positions.names) ?? [];
  const start = all.findIndex((row) => row.template === template && row.method === method) + 1;
  return { rows: all.slice(start, start + input.limit + 1), total: all.length };
}

function whereOf(
  api: { readonly id: string; readonly sensitivity: Sensitivity },
  { q, method, sensitivity, tag }: Input,
): Prisma.OperationWhereInput {
  const inherits = sensitivity === api.sensitivity ? [{ sensitivity: null }] : [];
  const contains = containing(q ?? "");
  return {
    apiId: api.id,
    ...(method ? { method } : {}),
    ...(tag ? { tags: { has: tag } } : {}),
    AND: [
      sensitivity ? { OR: [{ sensitivity }, ...inherits] } : {},
      q
        ? {
            OR: [
              { template: contains },
              { key: contains },
              { summary: contains },
              { operationIds: { has: q } },
            ],
          }
        : {},
    ],
  };
}
