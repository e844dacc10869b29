import { AppError } from "#lib/errors.ts";

/** Prisma's, Postgres' and Node's codes for a database that does not answer. */
const awayCodes = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "ECONNREFUSED",
  "ECONNRESET",
  "57P01",
  "57P03",
]);

/** What pg says without a code. */
const awayMessages =
  /ECONNREFUSED|Can't reach database|DatabaseNotReachable|Connection terminated|timeout exceeded when trying to connect|Query read timeout|connection timeout|Unable to start a transaction/i;

/** Next hands an error's digest, and nothing else of it, to the page that shows the error. */
export const databaseAwayDigest = "database-away";

/** Whether an error, or what caused it, is that the database does not answer. */
export function isDatabaseAway(error: unknown): boolean {
  for (let current: unknown = error, depth = 0; current instanceof Error && depth < 4; depth += 1) {
    const code: unknown = Reflect.get(current, "code");
    if (typeof code === "string" && awayCodes.has(code)) return true;
    if (awayMessages.test(current.message)) return true;
    current = current.cause;
  }
  return false;
}

/** The same for callers of the REST API and for pages: what is away, and that nothing was changed. */
export function databaseAway(cause: unknown): AppError {
  const error = new AppError(
    "unavailable",
    "The database can't be reached. Nothing was changed; decisions go on.",
    {},
    { cause },
  );
  return Object.assign(error, { digest: databaseAwayDigest });
}
