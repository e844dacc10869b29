import { pino } from "pino";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

let logger: ReturnType<typeof pino> | undefined;

/** One structured logger per process. Never give it a secret: only ids, counts, names. */
export function log(): ReturnType<typeof pino> {
  const level = process.env["LOG_LEVEL"] ?? "info";
  logger ??= pino({
    level: level in pino.levels.values || level === "silent" ? level : "info",
    base: null,
  });
  return logger;
}

/** A defect, with its cause. */
export function logError(
  message: string,
  error: unknown,
  fields: Readonly<Record<string, unknown>> = {},
): void {
  log().error(
    { ...fields, err: error instanceof Error ? error : new Error(String(error)) },
    message,
  );
}
