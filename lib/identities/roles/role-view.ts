import type { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { holdingNow } from "#lib/identities/users/user-summary.ts";
import type { role } from "./contract.ts";

export function roleInclude(now: Date) {
  return {
    _count: { select: { grants: { where: holdingNow(now) } } },
  } satisfies Prisma.RoleInclude;
}

export function roleView(
  row: Prisma.RoleGetPayload<{ include: ReturnType<typeof roleInclude> }>,
): z.input<typeof role> {
  return {
    slug: row.slug,
    name: row.name,
    description: row.description,
    origin: row.origin,
    holders: row._count.grants,
    createdAt: row.createdAt,
    version: row.version,
  };
}

/** Policies whose document has the role in a list called `roles`, wherever it stands. */
export async function policiesNaming(tx: Transaction, slug: string): Promise<string[]> {
  const rows = await tx.policy.findMany({
    select: { name: true, document: true },
    orderBy: { name: "asc" },
  });
  return rows.filter((row) => namesRole(row.document, slug)).map((row) => row.name);
}

function namesRole(value: unknown, slug: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([key, member]: [string, unknown]) =>
      (key === "roles" && Array.isArray(member) && member.includes(slug)) ||
      namesRole(member, slug),
  );
}
