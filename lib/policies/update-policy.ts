import { staleEdit } from "#lib/audit/stale-edit.ts";
import { AppError, found } from "#lib/errors.ts";
import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { acceptSource } from "./accept-source.ts";
import { readPolicy } from "./read-policy.ts";

export const updatePolicy = verb(policies.update, async (_ctx, { name, source, version }, tx) => {
  const before = found(await tx.policy.findUnique({ where: { name } }), "policy");
  const { document, data } = acceptSource(source);
  if (document.name !== name)
    throw new AppError(
      "invalid-input",
      `The name is the policy's identity and can't be changed: it is “${name}”. Make a new policy instead.`,
      { errors: [{ path: "name", message: `must be ${name}` }] },
    );
  const { count } = await tx.policy.updateMany({
    where: { id: before.id, version },
    data: { ...data, version: { increment: 1 } },
  });
  if (count === 0)
    throw await staleEdit(
      tx,
      "Somebody else changed this policy while you edited it.",
      { kind: "policy", id: name },
      await readPolicy(tx, name),
    );
  return {
    result: await readPolicy(tx, name),
    audit: {
      target: { kind: "policy", id: name, name },
      detail: { before: before.source, after: source },
    },
  };
});
