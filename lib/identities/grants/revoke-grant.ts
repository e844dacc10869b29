import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError, found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { grants } from "./contract.ts";
import { grantInclude, grantView } from "./grant-view.ts";

export const revokeGrant = verb(grants.revoke, async (_ctx, { id }, tx) => {
  const row = found(
    await tx.roleGrant.findUnique({ where: { id }, include: grantInclude }),
    "grant",
  );
  const { count } = await tx.roleGrant.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) throw new AppError("conflict", "This grant was taken back already.");
  await touchDirectory(tx, "subject", row.user.slug);
  return {
    result: grantView(row),
    audit: {
      target: { kind: "user", id: row.userId, name: row.user.name },
      detail: { role: row.role.slug, grant: id },
    },
  };
});
