import type { Prisma } from "#lib/db/generated/client.ts";

const soonMs = 7 * 24 * 3_600_000;

/** Grants that hold now and end by themselves within a week. */
export function endingSoon(now: Date): Prisma.RoleGrantWhereInput {
  return { revokedAt: null, expiresAt: { gt: now, lt: new Date(now.getTime() + soonMs) } };
}
