import type { Transaction } from "#lib/db/client.ts";
import type { TargetedApi } from "./judge-policy.ts";

/** What policies target, and nothing else of it: a list asks for it over thousands of operations. */
export async function readTargets(tx: Transaction): Promise<readonly TargetedApi[]> {
  const apis = await tx.api.findMany({ select: { id: true, slug: true, sensitivity: true } });
  const operations = await tx.operation.findMany({
    select: {
      apiId: true,
      key: true,
      method: true,
      operationIds: true,
      tags: true,
      sensitivity: true,
    },
  });
  const byApi = new Map(
    apis.map(({ id, slug, sensitivity }) => [id, { slug, sensitivity, operations: none() }]),
  );
  for (const operation of operations) byApi.get(operation.apiId)?.operations.push(operation);
  return [...byApi.values()];
}

const none = (): TargetedApi["operations"][number][] => [];
