import { notify } from "#lib/db/notify.ts";
import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { enforcers } from "./contract.ts";
import { newestRevisions, toSummary } from "./internal.ts";

export const revokeEnforcer = verb(enforcers.revoke, async (_ctx, input, tx) => {
  const before = found(await tx.enforcer.findUnique({ where: { slug: input.slug } }), "enforcer");
  const now = new Date();
  const row = await tx.enforcer.update({
    where: { id: before.id },
    data: { revokedAt: before.revokedAt ?? now, version: { increment: 1 } },
    include: { bundles: true },
  });
  const { count } = await tx.enforcerCredential.updateMany({
    where: { enforcerId: row.id, revokedAt: null },
    data: { revokedAt: now },
  });
  await notify(tx, "enforcers");
  const newest = (await newestRevisions(tx)).of(row);
  return {
    result: toSummary(row, newest),
    audit: {
      target: { kind: "enforcer", id: row.slug, name: row.name },
      detail: { credentialsEnded: count },
    },
  };
});
