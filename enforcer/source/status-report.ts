import type { ArchiveStatus } from "./archive-status.ts";

export type StatusFacts = {
  readonly labels: Readonly<Record<string, string>>;
  readonly bundles: readonly ArchiveStatus[];
  readonly discovery: ArchiveStatus;
  readonly ready: boolean;
  /** Seconds the own clock is ahead of the authority's; null: not measured yet. */
  readonly skewSeconds: number | null;
  readonly alarms: readonly string[];
  readonly logs: {
    readonly dropped: number;
    readonly droppedDenials: number;
    readonly spooledBytes: number;
    readonly error: string | null;
    readonly httpStatus: number | null;
  };
  readonly decisions: Readonly<Record<string, number>>;
};

/** From this many seconds on a difference between two clocks is reported. */
export const skewSecondsMax = 60;

/** A status report in OPA's format (management-status); the counter names are OPA's own where it has one. */
export function statusReport(facts: StatusFacts): Readonly<Record<string, unknown>> {
  const { labels, bundles, discovery, ready, logs, decisions } = facts;
  const skewed = facts.skewSeconds !== null && Math.abs(facts.skewSeconds) > skewSecondsMax;
  return {
    labels,
    bundles: Object.fromEntries(bundles.map((status) => [status.name, status])),
    discovery,
    decision_logs:
      logs.error === null
        ? {}
        : {
            code: "decision_log_error",
            message: logs.error,
            ...(logs.httpStatus === null ? {} : { http_code: logs.httpStatus }),
          },
    plugins: {
      bundle: { state: ready ? "OK" : "NOT_READY" },
      discovery: { state: discovery.active_revision === undefined ? "NOT_READY" : "OK" },
      decision_logs: { state: logs.error === null ? "OK" : "WARN" },
      status: { state: "OK" },
      clock: skewed
        ? {
            state: "WARN",
            message: `this clock is ${facts.skewSeconds} s ahead of the authority's`,
          }
        : { state: "OK" },
      state:
        facts.alarms.length === 0
          ? { state: "OK" }
          : { state: "WARN", message: facts.alarms.join("; ") },
    },
    metrics: {
      prometheus: {
        counter_decision_logs_dropped_buffer_size_limit_bytes_exceeded: logs.dropped,
        counter_decision_logs_dropped_denials: logs.droppedDenials,
        gauge_decision_logs_spooled_bytes: logs.spooledBytes,
        gauge_clock_skew_seconds: facts.skewSeconds ?? 0,
        ...Object.fromEntries(
          Object.entries(decisions).map(([outcome, count]) => [
            `counter_decisions_${outcome}`,
            count,
          ]),
        ),
      },
    },
  };
}
