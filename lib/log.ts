import { pino } from "pino";

let logger: ReturnType<typeof pino> | undefined;

/** One structured logger per process. Never give it a secret: only ids, counts, names. */
export function log(): ReturnType<typeof pino> {
  logger ??= pino({ level: process.env["LOG_LEVEL"] ?? "info", base: null });
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
