import { notify } from "#lib/db/notify.ts";
import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { enforcers } from "./contract.ts";
import { getEnforcer } from "./get-enforcer.ts";

export const revokeCredential = verb(enforcers.revokeCredential, async (ctx, input, tx) => {
  const row = found(
    await tx.enforcerCredential.findFirst({
      where: { id: input.credentialId, enforcer: { slug: input.slug } },
      include: { enforcer: true },
    }),
    "credential",
  );
  await tx.enforcerCredential.updateMany({
    where: { id: row.id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await notify(tx, "enforcers");
  return {
    result: await getEnforcer(ctx, { slug: input.slug }),
    audit: {
      target: { kind: "enforcer", id: row.enforcer.slug, name: row.enforcer.name },
      detail: { prefix: row.prefix },
    },
  };
});
