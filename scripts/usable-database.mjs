// Before a production process starts: can its database serve it?
import { readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./hash.mjs";
import { StartError } from "./settings.mjs";

const CONNECT_TIMEOUT_MS = 5000;

/** SQLSTATE codes of what no waiting heals. */
const refusals = {
  "28P01": "Postgres refuses the user or password of DATABASE_URL.",
  28000: "Postgres refuses the user of DATABASE_URL.",
  "3D000": "The database that DATABASE_URL names does not exist.",
  "42P01": "The database has no tables yet. First: npm run migrate",
};

function migrationNames() {
  const entries = readdirSync(path.join(root, "prisma", "migrations"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function readApplied(url) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => {}); // the query reports it
  try {
    await client.connect();
    const { rows } = await client.query(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
    );
    return new Set(rows.map((row) => row.migration_name));
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Refuses a database that will never serve. One that is only away may come back.
 * @returns why it can't be reached now, undefined when it can
 */
export async function refuseUnusableDatabase(url) {
  let applied;
  try {
    applied = await readApplied(url);
  } catch (error) {
    const refusal = refusals[error.code];
    if (refusal) throw new StartError(refusal);
    return error.message;
  }
  const missing = migrationNames().filter((name) => !applied.has(name));
  if (missing.length > 0)
    throw new StartError(
      `The database lacks ${missing.length} migrations. First: npm run migrate\n  ${missing.join("\n  ")}`,
    );
}
