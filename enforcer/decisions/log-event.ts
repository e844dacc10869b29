import type { Verdict } from "#enforcer/verdict.ts";
import { decisionResult } from "./decision-result.ts";
import { maskTarget } from "./mask-target.ts";

/** What is kept of a request until its event is written: never the token, a cookie or a body. */
export type LogRecord = {
  readonly verdict: Verdict;
  readonly request: { readonly method: string; readonly host: string; readonly target: string };
  readonly client: { readonly address: string | null; readonly country: string | null };
  /** Which door it came in by: `nginx`, `forward-auth`, `data-api`, `proxy`. */
  readonly dialect: string;
  readonly atMs: number;
  readonly durationMs: number;
};

/** One event in OPA's decision log format (management-decision-logs). */
export function logEvent(
  { verdict, request, client, dialect, atMs, durationMs }: LogRecord,
  labels: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const { decision } = verdict;
  const { policy, directory, signals } = decision.revisions;
  return {
    labels,
    decision_id: verdict.id,
    bundles: {
      policy: { revision: policy },
      directory: { revision: directory },
      signals: { revision: signals },
    },
    path: "sallyport/authz",
    input: {
      request: {
        method: request.method.slice(0, 64),
        host: request.host.slice(0, 300),
        ...maskTarget(request.target),
      },
      client,
      gateway: dialect,
    },
    result: { ...decisionResult(verdict), detail: decision.detail },
    timestamp: new Date(atMs).toISOString(),
    metrics: { timer_server_handler_ns: Math.max(0, Math.round(durationMs * 1_000_000)) },
  };
}
