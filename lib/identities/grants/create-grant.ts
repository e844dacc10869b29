import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError, found } from "#lib/errors.ts";
import { actingUserId } from "#lib/identities/users/guard-user.ts";
import { holdingNow } from "#lib/identities/users/user-summary.ts";
import { verb } from "#lib/verb.ts";
import { grants } from "./contract.ts";
import { grantInclude, grantView } from "./grant-view.ts";

export const createGrant = verb(grants.create, async (ctx, input, tx) => {
  const user = found(
    await tx.user.findFirst({ where: { slug: input.user, state: { not: "deleted" } } }),
    "person",
  );
  if (actingUserId(ctx) === user.id)
    throw new AppError("forbidden", "You can't give yourself a role. Ask another administrator.");
  const role = found(await tx.role.findUnique({ where: { slug: input.role } }), "role");
  const now = new Date();
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt);
  if (expiresAt !== null && expiresAt <= now)
    throw new AppError("invalid-input", "The input is not as expected.", {
      errors: [{ path: "expiresAt", message: "must be in the future" }],
    });
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${user.id}::uuid FOR UPDATE`;
  const held = await tx.roleGrant.count({
    where: { userId: user.id, roleId: role.id, ...holdingNow(now) },
  });
  if (held > 0) throw new AppError("conflict", `${user.name} holds the role ${role.slug} already.`);
  const row = await tx.roleGrant.create({
    data: {
      roleId: role.id,
      userId: user.id,
      reason: input.reason,
      expiresAt,
      grantedById: actingUserId(ctx),
    },
    include: grantInclude,
  });
  await touchDirectory(tx, "subject", user.slug);
  return {
    result: grantView(row),
    audit: {
      target: { kind: "user", id: user.id, name: user.name },
      detail: { role: role.slug, reason: input.reason, expiresAt, grant: row.id },
    },
  };
});
