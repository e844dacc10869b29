import type { z } from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { grant } from "./contract.ts";

export const grantInclude = {
  role: { select: { slug: true, name: true } },
  user: { select: { slug: true, name: true, state: true } },
  grantedBy: { select: { name: true } },
} satisfies Prisma.RoleGrantInclude;

export function grantView(
  row: Prisma.RoleGrantGetPayload<{ include: typeof grantInclude }>,
): z.input<typeof grant> {
  return {
    id: row.id,
    user: row.user.slug,
    userName: row.user.name,
    userState: row.user.state,
    role: row.role.slug,
    roleName: row.role.name,
    reason: row.reason,
    grantedBy: row.grantedBy?.name ?? null,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}
