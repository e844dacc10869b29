import type { InForce } from "#enforcer/source/in-force.ts";
import type { Gauge } from "./metrics.ts";

export type GaugeFacts = {
  readonly inForce: InForce | null;
  readonly nowSeconds: number;
  readonly skewSeconds: number | null;
  readonly logs: {
    readonly dropped: number;
    readonly droppedDenials: number;
    readonly spooledBytes: number;
    readonly waiting: number;
  };
  readonly cachedTokens: number;
  readonly limitCounters: number;
};

/** What is read at the moment of a scrape. */
export function gauges(facts: GaugeFacts): Gauge[] {
  const { inForce, nowSeconds, skewSeconds, logs } = facts;
  const signals = inForce?.deployment.signals;
  return [
    gauge("ready", "1 while all three bundles are in force.", inForce === null ? 0 : 1),
    gauge(
      "signals_age_seconds",
      "Since signals were issued.",
      signals ? nowSeconds - signals.issued_at : 0,
    ),
    gauge(
      "lease_seconds",
      "Until the lease ends.",
      signals ? signals.lease.not_after - nowSeconds : 0,
    ),
    gauge("clock_skew_seconds", "The own clock minus the authority's.", skewSeconds ?? 0),
    gauge("log_events_dropped", "Decision log events lost.", logs.dropped),
    gauge("log_denials_dropped", "Of these, denials and challenges.", logs.droppedDenials),
    gauge("log_spool_bytes", "Decision logs that wait to be sent.", logs.spooledBytes),
    gauge("log_events_waiting", "Events not yet written into a batch.", logs.waiting),
    gauge("cached_tokens", "Signatures remembered as good.", facts.cachedTokens),
    gauge("rate_limit_counters", "Counters in memory.", facts.limitCounters),
  ];
}

const gauge = (name: string, help: string, value: number): Gauge => ({
  name: `sallyport_${name}`,
  help,
  value,
});
