import { AppError } from "#lib/errors.ts";
import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { acceptSource } from "./accept-source.ts";
import { readPolicy } from "./read-policy.ts";

export const createPolicy = verb(policies.create, async (_ctx, { source }, tx) => {
  const { document, data } = acceptSource(source);
  const { name } = document;
  if (name === "new")
    throw new AppError("invalid-input", "“new” is a page of the console: choose another name.", {
      errors: [{ path: "name", message: "is reserved" }],
    });
  if (await tx.policy.findUnique({ where: { name }, select: { id: true } }))
    throw new AppError("conflict", `There is a policy “${name}” already.`, {
      errors: [{ path: "name", message: "is taken" }],
    });
  await tx.policy.create({ data: { name, ...data } });
  return {
    result: await readPolicy(tx, name),
    audit: { target: { kind: "policy", id: name, name }, detail: { after: source } },
  };
});
