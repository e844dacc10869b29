export const logLevels = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** One JSON line per event on standard error. Callers never put tokens, cookies or secrets into fields. */
export type Log = Readonly<
  Record<Exclude<LogLevel, "silent">, (message: string, fields?: LogFields) => void>
>;

const rank = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

export function createLog(
  level: LogLevel,
  write: (line: string) => void = (line) => void process.stderr.write(line),
): Log {
  const at =
    (own: Exclude<LogLevel, "silent">) =>
    (message: string, fields: LogFields = {}) => {
      if (rank[own] < rank[level]) return;
      write(
        `${JSON.stringify({ time: new Date().toISOString(), level: own, message, ...fields })}\n`,
      );
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
