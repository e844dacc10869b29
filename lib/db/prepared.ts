import { Pool } from "pg";
import { environment } from "#lib/env.ts";
import { logError } from "#lib/log.ts";

export type Prepared = {
  /** Of its own for each text: a connection prepares it once. */
  readonly name: string;
  readonly text: string;
};

let pool: Pool | null = null;

/**
 * Runs one statement on one of a few connections of their own, and says how many rows it touched. For what comes by
 * the thousand: Prisma writes parameters as JSON on their way, and has each statement planned anew.
 */
export async function runPrepared(
  statement: Prepared,
  values: readonly (string | Buffer)[],
): Promise<number> {
  pool ??= openPool();
  const { rowCount } = await pool.query({ ...statement, values: [...values] });
  return rowCount ?? 0;
}

function openPool(): Pool {
  const opened = new Pool({
    connectionString: environment().DATABASE_URL,
    max: 4,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
  });
  // Of a connection that nobody uses at that moment; whoever wants one gets another.
  opened.on("error", ({ message }) => logError("a connection to the database was lost", message));
  return opened;
}

export async function closePrepared(): Promise<void> {
  await pool?.end();
  pool = null;
}
