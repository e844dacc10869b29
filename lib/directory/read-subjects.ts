import type { Transaction } from "#lib/db/client.ts";
import type { SubjectRecord } from "#lib/engine/deployment.ts";
import { attributesOf } from "./attributes-of.ts";
import { secondsAfter, secondsOf } from "./seconds-of.ts";

/**
 * Subject records by slug, as bundles carry them; `slugs` null reads everybody. Invited and deleted users have
 * no record: an enforcer knows nobody by that name. Grants that have ended are left out.
 */
export async function readSubjects(
  tx: Transaction,
  slugs: readonly string[] | null,
  seqOf: (slug: string) => number,
): Promise<Record<string, SubjectRecord>> {
  const now = new Date();
  const users = await tx.user.findMany({
    where: {
      state: { in: ["active", "suspended"] },
      ...(slugs && { slug: { in: [...slugs] } }),
    },
    orderBy: { slug: "asc" },
    select: {
      slug: true,
      state: true,
      attributes: true,
      revokedBefore: true,
      _count: { select: { authenticators: true } },
      grants: {
        where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        select: { expiresAt: true, role: { select: { slug: true } } },
      },
    },
  });
  const records = users.map((user): [string, SubjectRecord] => [
    user.slug,
    {
      seq: seqOf(user.slug),
      kind: "user",
      state: user.state === "active" ? "active" : "suspended",
      groups: [],
      grants: grantsOf(user.grants),
      attributes: attributesOf(user.attributes),
      passkey: user._count.authenticators > 0,
      revoked_before: user.revokedBefore ? secondsAfter(user.revokedBefore) : null,
    },
  ]);
  return Object.fromEntries(records);
}

/** One per role, the longest: two grants of a role hold as long as either does. */
function grantsOf(
  rows: readonly { readonly expiresAt: Date | null; readonly role: { readonly slug: string } }[],
): SubjectRecord["grants"] {
  const ends = new Map<string, number | null>();
  for (const { role, expiresAt } of rows) {
    const end = expiresAt ? secondsOf(expiresAt) : null;
    const known = ends.get(role.slug);
    if (known === null) continue;
    ends.set(role.slug, end === null || known === undefined ? end : Math.max(known, end));
  }
  return [...ends]
    .map(([role, not_after]) => ({ role, not_after }))
    .toSorted((left, right) => (left.role < right.role ? -1 : 1));
}
