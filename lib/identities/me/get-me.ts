import { found } from "#lib/errors.ts";
import { holdingNow } from "#lib/identities/users/user-summary.ts";
import { verb } from "#lib/verb.ts";
import { me } from "./contract.ts";
import { selfOf } from "./self.ts";

export const getMe = verb(me.get, async (ctx, _input, tx) => {
  const { userId } = selfOf(ctx);
  const user = found(
    await tx.user.findUnique({
      where: { id: userId },
      include: {
        _count: { select: { authenticators: true } },
        grants: {
          where: holdingNow(new Date()),
          include: { role: true, grantedBy: { select: { name: true } } },
          orderBy: { createdAt: "asc" },
        },
      },
    }),
    "person",
  );
  const { actor } = ctx;
  return {
    slug: user.slug,
    name: user.name,
    email: user.email,
    consoleRole: user.consoleRole,
    passkeys: user._count.authenticators,
    session:
      actor.kind === "user"
        ? { authTime: actor.authTime, acr: actor.acr, amr: [...actor.amr] }
        : null,
    grants: user.grants.map((grant) => ({
      role: grant.role.slug,
      roleName: grant.role.name,
      description: grant.role.description,
      reason: grant.reason,
      grantedBy: grant.grantedBy?.name ?? null,
      createdAt: grant.createdAt,
      expiresAt: grant.expiresAt,
    })),
  };
});

export const listMyApis = verb(me.apis, async (_ctx, _input, tx) => {
  const rows = await tx.api.findMany({ include: { hosts: true }, orderBy: { name: "asc" } });
  return {
    items: rows.map((row) => ({
      slug: row.slug,
      name: row.name,
      audience: row.audience,
      hosts: row.hosts.map((each) => `${each.host}${each.basePath}`),
    })),
  };
});
