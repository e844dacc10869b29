import type { Transaction } from "#lib/db/client.ts";
import type { KnownNames } from "#lib/engine/check-release.ts";

/** Everybody and everything a policy may name as its subject. Groups and workloads are not kept yet. */
export async function readKnownNames(tx: Transaction): Promise<KnownNames> {
  const roles = await tx.role.findMany({ select: { slug: true } });
  const users = await tx.user.findMany({
    where: { state: { not: "deleted" } },
    select: { slug: true },
  });
  return {
    roles: new Set(roles.map(({ slug }) => slug)),
    groups: new Set(),
    users: new Set(users.map(({ slug }) => slug)),
    workloads: new Set(),
  };
}
