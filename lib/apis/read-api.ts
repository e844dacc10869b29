import type { ApiDetail } from "#lib/apis/contract.ts";
import type { Transaction } from "#lib/db/client.ts";
import { found } from "#lib/errors.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { apiInclude, detailOf } from "./api-row.ts";

/** An API as the console shows it; `not-found` where there is none. */
export async function readApi(tx: Transaction, slug: string): Promise<ApiDetail> {
  const row = found(await tx.api.findUnique({ where: { slug }, include: apiInclude }), "API");
  const operations = await tx.operation.findMany({
    where: { apiId: row.id },
    select: { key: true, method: true, operationIds: true, tags: true, sensitivity: true },
  });
  return detailOf(row, operations, await readPolicies(tx));
}
