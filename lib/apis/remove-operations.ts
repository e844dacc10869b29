import { apis } from "#lib/apis/contract.ts";
import { AppError, found } from "#lib/errors.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { verb } from "#lib/verb.ts";
import { judgeRemoval } from "./judge-removal.ts";

export const removeOperations = verb(apis.removeOperations, async (_ctx, { slug, ids }, tx) => {
  const api = found(await tx.api.findUnique({ where: { slug } }), "API");
  const all = await tx.operation.findMany({
    where: { apiId: api.id },
    select: { id: true, key: true, operationIds: true },
  });
  const chosen = new Set(ids);
  const removed = all.filter(({ id }) => chosen.has(id));
  if (removed.length === 0) throw new AppError("not-found", "None of these operations is there.");
  const left = all.filter(({ id }) => !chosen.has(id));
  const broken = judgeRemoval(slug, removed, left, await readPolicies(tx));
  if (broken.length > 0)
    throw new AppError(
      "conflict",
      `Policies name these operations: ${broken.map(({ policy, names }) => `${policy} (${names.join(", ")})`).join(", ")}. Change them first.`,
      { errors: broken.map(({ policy }) => ({ path: "policies", message: policy })) },
    );
  await tx.operation.deleteMany({
    where: { apiId: api.id, id: { in: removed.map(({ id }) => id) } },
  });
  await tx.api.update({ where: { id: api.id }, data: { version: { increment: 1 } } });
  return {
    result: { removed: removed.length },
    audit: {
      target: { kind: "api", id: slug, name: api.name },
      detail: { removed: removed.map(({ key }) => key) },
    },
  };
});
