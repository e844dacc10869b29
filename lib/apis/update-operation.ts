import { staleEdit } from "#lib/audit/stale-edit.ts";
import { apis } from "#lib/apis/contract.ts";
import { found } from "#lib/errors.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { verb } from "#lib/verb.ts";
import { operationOf } from "./operation-row.ts";
import { authorRateLimit, storeRateLimit } from "./stored-rate-limit.ts";

export const updateOperation = verb(apis.updateOperation, async (_ctx, input, tx) => {
  const api = found(await tx.api.findUnique({ where: { slug: input.slug } }), "API");
  const before = found(
    await tx.operation.findFirst({ where: { id: input.id, apiId: api.id } }),
    "operation",
  );
  const policies = await readPolicies(tx);
  const { count } = await tx.operation.updateMany({
    where: { id: before.id, version: input.version },
    data: {
      version: { increment: 1 },
      ...(input.sensitivity === undefined ? {} : { sensitivity: input.sensitivity }),
      ...(input.rateLimit === undefined ? {} : { rateLimit: storeRateLimit(input.rateLimit) }),
    },
  });
  if (count === 0)
    throw await staleEdit(
      tx,
      "Somebody else changed this operation while you edited it.",
      { kind: "api", id: api.slug },
      operationOf(api, before, policies),
    );
  const result = operationOf(
    api,
    await tx.operation.findUniqueOrThrow({ where: { id: before.id } }),
    policies,
  );
  return {
    result,
    audit: {
      target: { kind: "api", id: api.slug, name: api.name },
      detail: {
        operation: before.key,
        before: { sensitivity: before.sensitivity, rateLimit: authorRateLimit(before.rateLimit) },
        after: { sensitivity: result.sensitivity, rateLimit: result.rateLimit },
      },
    },
  };
});
