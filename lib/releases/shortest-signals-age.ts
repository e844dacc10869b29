import type { Transaction } from "#lib/db/client.ts";

/** What a restricted API puts up with where its owner chose nothing. */
const restrictedSecondsDefault = 3600;

/** Releases never change, so each is looked through once. */
const known = new Map<string, number | null>();
const knownMax = 100;

/** The smallest age of signals that an API of the served release accepts; null: none sets a bound. */
export async function shortestSignalsAge(tx: Transaction, channel: string): Promise<number | null> {
  const row = await tx.channel.findUnique({
    where: { slug: channel },
    select: { releaseNumber: true },
  });
  if (typeof row?.releaseNumber !== "number") return null;
  const release = await tx.release.findUniqueOrThrow({
    where: { number: row.releaseNumber },
    select: { digest: true },
  });
  const found = known.get(release.digest);
  if (found !== undefined) return found;
  const seconds = await readAge(tx, row.releaseNumber);
  if (known.size >= knownMax) known.clear();
  known.set(release.digest, seconds);
  return seconds;
}

async function readAge(tx: Transaction, number: number): Promise<number | null> {
  const rows = await tx.$queryRaw<{ seconds: number | null }[]>`
    SELECT min(CASE
      WHEN jsonb_typeof(api->'signalsAgeSecondsMax') = 'number' THEN (api->>'signalsAgeSecondsMax')::int
      WHEN api->>'sensitivity' = 'restricted' THEN ${restrictedSecondsDefault}::int
    END) AS "seconds"
    FROM "Release" r CROSS JOIN LATERAL jsonb_array_elements(r."content"->'apis') AS api
    WHERE r."number" = ${number}::int`;
  return rows[0]?.seconds ?? null;
}
