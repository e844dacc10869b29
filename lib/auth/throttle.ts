import { databaseBeside } from "#lib/db/client.ts";

export type Limit = { readonly max: number; readonly windowSeconds: number };

/**
 * Counts one attempt and says whether it is over the limit. Counting comes before looking, in one statement, so
 * that parallel attempts can't slip under it; and it is not part of any transaction that may roll back.
 */
export async function overLimit(key: string, limit: Limit): Promise<boolean> {
  const rows = await databaseBeside().$queryRaw<{ count: number }[]>`
    INSERT INTO "Throttle" ("key", "count", "windowEnd")
    VALUES (${key}, 1, now() + make_interval(secs => ${limit.windowSeconds}))
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN "Throttle"."windowEnd" <= now() THEN 1 ELSE "Throttle"."count" + 1 END,
      "windowEnd" = CASE WHEN "Throttle"."windowEnd" <= now() THEN EXCLUDED."windowEnd" ELSE "Throttle"."windowEnd" END
    RETURNING "count"`;
  return (rows[0]?.count ?? 0) > limit.max;
}

/** After a success the account's count starts anew. */
export async function forgetAttempts(key: string): Promise<void> {
  await databaseBeside().throttle.deleteMany({ where: { key } });
}
