import type { Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError, found } from "#lib/errors.ts";
import { holdingNow } from "#lib/identities/users/user-summary.ts";
import { verb } from "#lib/verb.ts";
import { grants } from "./contract.ts";
import { grantInclude, grantView } from "./grant-view.ts";

export const revokeGrant = verb(grants.revoke, async (_ctx, { id }, tx) => {
  const row = found(
    await tx.roleGrant.findUnique({ where: { id }, include: grantInclude }),
    "grant",
  );
  return end(tx, row);
});

/** For whoever knows person and role, and not the grant between them. */
export const takeRole = verb(grants.take, async (_ctx, { user, role }, tx) => {
  const row = await tx.roleGrant.findFirst({
    where: { user: { slug: user }, role: { slug: role }, ...holdingNow(new Date()) },
    include: grantInclude,
  });
  if (!row) throw new AppError("conflict", `Does not hold the role ${role}.`);
  return end(tx, row);
});

async function end(
  tx: Transaction,
  row: Prisma.RoleGrantGetPayload<{ include: typeof grantInclude }>,
) {
  const { id } = row;
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
}
