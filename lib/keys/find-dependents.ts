import type { Transaction } from "#lib/db/client.ts";
import { readSettings } from "#lib/settings/settings.ts";

export type Dependent = {
  readonly kid: string | null;
  readonly slug: string;
  readonly name: string;
};

/**
 * Enforcers with the key that each takes bundles from: what the discovery says that it acknowledged last. Null where
 * that discovery is not on record any more. Who was silent for longer than a lease denies anyway, and learns of the new
 * keys before anything else when it is back; who acknowledged nothing yet has nothing to lose.
 */
export async function findDependents(tx: Transaction, now: Date): Promise<readonly Dependent[]> {
  const { leaseSeconds } = await readSettings(tx);
  const since = new Date(now.getTime() - leaseSeconds * 1000);
  return tx.$queryRaw<Dependent[]>`
    SELECT d."announces" AS "kid", e."slug", e."name"
    FROM "Enforcer" e
    JOIN "EnforcerBundle" a ON a."enforcerId" = e."id" AND a."name" = 'discovery'
    LEFT JOIN "Bundle" d ON d."channelSlug" = e."channelSlug" AND d."name" = 'discovery'
      AND a."activeRevision" = d."epoch" || '.' || d."number"
    WHERE e."revokedAt" IS NULL AND e."lastSeenAt" > ${since} AND a."activeRevision" IS NOT NULL
    ORDER BY e."slug"`;
}

/** Those that a key can't be taken from: an enforcer nobody can place might need any. */
export function dependentsOf(dependents: readonly Dependent[], kid: string): readonly Dependent[] {
  return dependents.filter((each) => each.kid === kid || each.kid === null);
}
