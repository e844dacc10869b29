import { found } from "#lib/errors.ts";
import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";

export const deletePolicy = verb(policies.delete, async (_ctx, { name }, tx) => {
  const row = found(await tx.policy.findUnique({ where: { name } }), "policy");
  await tx.policy.delete({ where: { id: row.id } });
  return {
    result: { name },
    audit: { target: { kind: "policy", id: name, name }, detail: { before: row.source } },
  };
});
