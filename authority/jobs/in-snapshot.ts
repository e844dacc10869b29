import { database, type Transaction } from "#lib/db/client.ts";

/**
 * Runs one job of a channel on one instant of the database. Only one authority at a time: the others pass, and
 * look again a second later. REPEATABLE READ, because records and the counter that orders them must be of the
 * same moment. Null: another authority was at it, or changed the same rows meanwhile.
 */
export async function inSnapshot<T>(
  channel: string,
  run: (tx: Transaction) => Promise<T>,
): Promise<T | null> {
  try {
    return await database().$transaction(
      async (tx) => {
        const rows = await tx.$queryRaw<
          { locked: boolean }[]
        >`SELECT pg_try_advisory_xact_lock(7205762, hashtext(${channel})) AS "locked"`;
        if (rows[0]?.locked !== true) return null;
        return run(tx);
      },
      { isolationLevel: "RepeatableRead", timeout: 60_000, maxWait: 5_000 },
    );
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}

/** Postgres' 40001, as Prisma names it. */
function isConflict(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    (error.code === "P2034" || error.code === "40001")
  );
}
