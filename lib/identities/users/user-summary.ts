import type { z } from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { userSummary } from "./contract.ts";

/** What a summary needs besides the row; grants are those that hold now. */
export function summaryInclude(now: Date) {
  return {
    grants: { where: holdingNow(now), include: { role: { select: { slug: true, name: true } } } },
    sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
    _count: { select: { authenticators: true, devices: true } },
  } satisfies Prisma.UserInclude;
}

/** A grant holds while it is neither revoked nor at its end. */
export function holdingNow(now: Date): Prisma.RoleGrantWhereInput {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}

type Row = Prisma.UserGetPayload<{ include: ReturnType<typeof summaryInclude> }>;

export function userSummaryOf(row: Row): z.input<typeof userSummary> {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    email: row.email,
    state: row.state,
    consoleRole: row.consoleRole,
    origin: row.origin,
    roles: [...new Set(row.grants.map((grant) => grant.role.slug))].toSorted(),
    passkeys: row._count.authenticators,
    devices: row._count.devices,
    lastSeenAt: row.sessions[0]?.lastSeenAt ?? null,
    createdAt: row.createdAt,
    version: row.version,
  };
}
