import { newSecret } from "#lib/auth/secret-token.ts";
import { notify } from "#lib/db/notify.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { enforcers } from "./contract.ts";
import { newestRevisions, toSummary } from "./internal.ts";

/** The one in use and the new one: time to put the new one in place. */
const validMax = 2;

export const rotateCredential = verb(enforcers.rotate, async (_ctx, input, tx) => {
  const row = found(
    await tx.enforcer.findUnique({
      where: { slug: input.slug },
      include: {
        bundles: true,
        credentials: { where: { revokedAt: null }, orderBy: { createdAt: "desc" } },
      },
    }),
    "enforcer",
  );
  if (row.revokedAt) throw new AppError("conflict", "This enforcer is revoked.");
  const ending = row.credentials.slice(validMax - 1).map(({ id }) => id);
  await tx.enforcerCredential.updateMany({
    where: { id: { in: ending } },
    data: { revokedAt: new Date() },
  });
  const secret = newSecret("spe");
  await tx.enforcerCredential.create({
    data: { enforcerId: row.id, prefix: secret.shown, hash: secret.hash },
  });
  await notify(tx, "enforcers");
  const newest = (await newestRevisions(tx)).of(row);
  return {
    result: { enforcer: toSummary(row, newest), credential: secret.text },
    audit: {
      target: { kind: "enforcer", id: row.slug, name: row.name },
      detail: { prefix: secret.shown, ended: ending.length },
    },
  };
});
