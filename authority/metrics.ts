import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";

export const registry = new Registry();

export const polls = new Counter({
  name: "sallyport_authority_polls_total",
  help: "Answered polls by bundle and status.",
  labelNames: ["bundle", "answer"],
  registers: [registry],
});

export const logEvents = new Counter({
  name: "sallyport_authority_log_events_total",
  help: "Decision log events by what became of them.",
  labelNames: ["result"],
  registers: [registry],
});

export const tokensIssued = new Counter({
  name: "sallyport_authority_tokens_total",
  help: "Answers of the token endpoint.",
  labelNames: ["result"],
  registers: [registry],
});

export const waitersGauge = new Gauge({
  name: "sallyport_authority_connections",
  help: "Open connections, parked polls among them.",
  registers: [registry],
});

/** Process metrics are asked for once, by the process itself: tests make several authorities. */
export function collectProcessMetrics(): void {
  collectDefaultMetrics({ register: registry });
}
