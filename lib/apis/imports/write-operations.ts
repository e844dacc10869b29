import type { Transaction } from "#lib/db/client.ts";
import type { ComparedOperations } from "./compare-operations.ts";

/** Rows of one insert: far below Postgres' 65,535 parameters. */
const chunkSize = 1000;

/** Removes, changes, adds, in this order: a key that goes may be taken by what comes. */
export async function writeOperations(
  tx: Transaction,
  apiId: string,
  { added, changed, removed }: ComparedOperations,
): Promise<void> {
  if (removed.length > 0)
    await tx.operation.deleteMany({ where: { id: { in: removed.map(({ id }) => id) } } });
  for (const { before, after } of changed)
    await tx.operation.update({
      where: { id: before.id },
      data: {
        template: after.template,
        operationIds: [...after.operationIds],
        summary: after.summary,
        tags: [...after.tags],
        deprecated: after.deprecated,
        version: { increment: 1 },
      },
    });
  for (let start = 0; start < added.length; start += chunkSize)
    await tx.operation.createMany({
      data: added.slice(start, start + chunkSize).map((each) => ({
        apiId,
        key: each.key,
        method: each.method,
        template: each.template,
        shape: each.shape,
        operationIds: [...each.operationIds],
        summary: each.summary,
        tags: [...each.tags],
        deprecated: each.deprecated,
        origin: "import" as const,
      })),
    });
}
