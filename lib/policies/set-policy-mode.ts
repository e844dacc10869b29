import { AppError, found } from "#lib/errors.ts";
import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { acceptSource } from "./accept-source.ts";
import { readPolicy } from "./read-policy.ts";
import { editSource } from "./source/edit-source.ts";

/** One line of the author's text changes; everything else stands as it was written. */
export const setPolicyMode = verb(policies.setMode, async (_ctx, { name, mode }, tx) => {
  await tx.$queryRaw`SELECT 1 FROM "Policy" WHERE "name" = ${name} FOR UPDATE`;
  const before = found(await tx.policy.findUnique({ where: { name } }), "policy");
  if (before.mode === mode)
    throw new AppError("conflict", `This policy is in mode ${mode} already.`);
  const source = editSource(before.source, ["mode"], mode === "enforce" ? undefined : mode);
  const { data } = acceptSource(source);
  if (data.mode !== mode)
    throw new AppError("conflict", "Its text can't be changed like this. Open it in the editor.");
  await tx.policy.update({
    where: { id: before.id },
    data: { ...data, version: { increment: 1 } },
  });
  return {
    result: await readPolicy(tx, name),
    audit: {
      target: { kind: "policy", id: name, name },
      detail: { before: before.source, after: source },
    },
  };
});
