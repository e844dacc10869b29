import { apis } from "#lib/apis/contract.ts";
import { AppError, found } from "#lib/errors.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { verb } from "#lib/verb.ts";
import { policiesNaming } from "./judge-cover.ts";

export const deleteApi = verb(apis.delete, async (_ctx, { slug }, tx) => {
  const row = found(
    await tx.api.findUnique({
      where: { slug },
      include: { hosts: true, _count: { select: { operations: true } } },
    }),
    "API",
  );
  const naming = policiesNaming(await readPolicies(tx), slug).map(({ name }) => name);
  if (naming.length > 0)
    throw new AppError(
      "conflict",
      `${naming.length === 1 ? "The policy" : "The policies"} ${naming.slice(0, 10).join(", ")}${naming.length > 10 ? ` and ${naming.length - 10} more` : ""} ${naming.length === 1 ? "names" : "name"} this API. Change or delete ${naming.length === 1 ? "it" : "them"} first.`,
      { errors: naming.map((name) => ({ path: "policies", message: name })) },
    );
  await tx.api.delete({ where: { id: row.id } });
  return {
    result: { operations: row._count.operations },
    audit: {
      target: { kind: "api", id: slug, name: row.name },
      detail: {
        before: {
          name: row.name,
          sensitivity: row.sensitivity,
          hosts: row.hosts.map((each) => each.host + each.basePath),
          operations: row._count.operations,
        },
      },
    },
  };
});
