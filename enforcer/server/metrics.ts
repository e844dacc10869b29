import type { Decision } from "#lib/engine/decision.ts";

export type Gauge = { readonly name: string; readonly help: string; readonly value: number };

export type Metrics = {
  readonly decided: (decision: Decision, seconds: number) => void;
  readonly malformed: () => void;
  /** Decisions by outcome, for status. */
  readonly outcomes: () => Readonly<Record<string, number>>;
  /** Prometheus text format, with gauges that are read when asked. */
  readonly render: (gauges: readonly Gauge[]) => string;
};

const bucketSeconds = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05];

/** Counters without labels from requests (host, path, subject), so that nobody can make their number grow. */
export function createMetrics(): Metrics {
  const byReason = new Map<string, { outcome: string; reason: string; count: number }>();
  const buckets = bucketSeconds.map(() => 0);
  let observed = 0;
  let sum = 0;
  let malformed = 0;
  return {
    decided: ({ outcome, reason }, seconds) => {
      const key = `${outcome} ${reason}`;
      const entry = byReason.get(key);
      if (entry === undefined) byReason.set(key, { outcome, reason, count: 1 });
      else entry.count += 1;
      observed += 1;
      sum += seconds;
      const bucket = bucketSeconds.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    },
    malformed: () => {
      malformed += 1;
    },
    outcomes: () => {
      const counts: Record<string, number> = { allow: 0, challenge: 0, deny: 0 };
      for (const { outcome, count } of byReason.values())
        counts[outcome] = (counts[outcome] ?? 0) + count;
      return counts;
    },
    render: (gauges) => {
      let cumulative = 0;
      const histogram = buckets.map((count, index) => {
        cumulative += count;
        return `sallyport_decision_seconds_bucket{le="${bucketSeconds[index]}"} ${cumulative}`;
      });
      return [
        ...head("sallyport_decisions_total", "counter", "Decisions by outcome and reason."),
        ...[...byReason.values()].map(
          ({ outcome, reason, count }) =>
            `sallyport_decisions_total{outcome="${outcome}",reason="${reason}"} ${count}`,
        ),
        ...head("sallyport_decision_seconds", "histogram", "Time from request to decision."),
        ...histogram,
        `sallyport_decision_seconds_bucket{le="+Inf"} ${observed}`,
        `sallyport_decision_seconds_sum ${sum}`,
        `sallyport_decision_seconds_count ${observed}`,
        ...head("sallyport_unparsable_requests_total", "counter", "Requests that were not HTTP."),
        `sallyport_unparsable_requests_total ${malformed}`,
        ...gauges.flatMap(({ name, help, value }) => [
          ...head(name, "gauge", help),
          `${name} ${value}`,
        ]),
        "",
      ].join("\n");
    },
  };
}

const head = (name: string, type: string, help: string) => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];
