import { AppError } from "#lib/errors.ts";
import { policies } from "#lib/policies/contract.ts";
import { publishedSource } from "#lib/releases/read-published.ts";
import { verb } from "#lib/verb.ts";
import { acceptSource } from "./accept-source.ts";

/** Back to what is published: a new policy goes, a deleted one returns, a changed one has its old text again. */
export const discardPolicyChanges = verb(policies.discard, async (_ctx, { name }, tx) => {
  await tx.$queryRaw`SELECT 1 FROM "Policy" WHERE "name" = ${name} FOR UPDATE`;
  const row = await tx.policy.findUnique({ where: { name } });
  const published = await publishedSource(tx, name);
  if (published === (row?.source ?? null))
    throw new AppError("conflict", `The policy ${name} is as it is published.`);
  if (published === null) await tx.policy.delete({ where: { name } });
  else {
    const { data } = acceptSource(published);
    await tx.policy.upsert({
      where: { name },
      create: { name, ...data },
      update: { ...data, version: { increment: 1 } },
    });
  }
  return {
    result: { name, source: published },
    audit: {
      target: { kind: "policy", id: name, name },
      detail: {
        ...(row ? { before: row.source } : {}),
        ...(published === null ? {} : { after: published }),
      },
    },
  };
});
