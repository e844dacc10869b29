import type { Verdict } from "#enforcer/verdict.ts";
import type { Decision } from "#lib/engine/decision.ts";
import { httpStatus } from "./http-status.ts";
import { putJson, putText, type JsonSink } from "./json-sink.ts";
import { maskTarget } from "./mask-target.ts";

/** What an event is written from, at once: nothing of it is kept, least of all the token, a cookie or a body. */
export type LogRecord = {
  readonly verdict: Verdict;
  readonly request: { readonly method: string; readonly host: string; readonly target: string };
  readonly client: { readonly address: string | null; readonly country: string | null };
  /** Which door it came in by: `nginx`, `forward-auth`, `data-api`, `proxy`. */
  readonly dialect: string;
  readonly atMs: number;
  readonly durationMs: number;
};

export type EventWriter = (sink: JsonSink, record: LogRecord) => void;

/**
 * Writes events in OPA's decision log format (management-decision-logs). Member by member and not as an object of
 * which JSON is made: every decision pays for it. An event's result is what the decision says; what `decisionResult`
 * adds for gateways' plugins (headers, texts, other spellings) follows from that.
 */
export function createEventWriter(labels: Readonly<Record<string, string>>): EventWriter {
  const always = `{"labels":${JSON.stringify(labels)},"path":"sallyport/authz","bundles":`;
  const head = remembered(sameRevisions, (revisions) => `${always}${bundlesOf(revisions)}`);
  const time = remembered(
    (one: number, other) => one === other,
    (atMs) => `,"timestamp":"${new Date(atMs).toISOString()}"`,
  );
  return (sink, record) => {
    const { verdict, atMs, durationMs } = record;
    putJson(sink, head(verdict.decision.revisions));
    putJson(sink, ',"decision_id":"');
    putJson(sink, verdict.id);
    putJson(sink, '"');
    putInput(sink, record);
    putResult(sink, verdict);
    putJson(sink, time(atMs));
    putJson(sink, ',"metrics":{"timer_server_handler_ns":');
    putJson(sink, String(Math.max(0, Math.round(durationMs * 1_000_000))));
    putJson(sink, "}}");
  };
}

/** Decisions have it in common for a millisecond, or until the next bundle. */
function remembered<K>(same: (one: K, other: K) => boolean, write: (of: K) => string) {
  let last: { readonly of: K; readonly text: string } | null = null;
  return (of: K): string => {
    if (last === null || !same(last.of, of)) last = { of, text: write(of) };
    return last.text;
  };
}

type Revisions = Decision["revisions"];

function sameRevisions(one: Revisions, other: Revisions): boolean {
  return (
    one.policy === other.policy &&
    one.directory === other.directory &&
    one.signals === other.signals
  );
}

function bundlesOf({ policy, directory, signals }: Revisions): string {
  return JSON.stringify({
    policy: { revision: policy },
    directory: { revision: directory },
    signals: { revision: signals },
  });
}

function putInput(sink: JsonSink, { request, client, dialect }: LogRecord): void {
  putMember(sink, ',"input":{"request":{"method":', request.method.slice(0, 64));
  putMember(sink, ',"host":', request.host.slice(0, 300));
  putMember(sink, ',"target":', maskTarget(request.target));
  putMember(sink, '},"client":{"address":', client.address);
  putMember(sink, ',"country":', client.country);
  putMember(sink, '},"gateway":', dialect);
}

function putResult(sink: JsonSink, { decision, retryAfterSeconds }: Verdict): void {
  const { outcome, trace } = decision;
  putMember(sink, outcome === "allow" ? allowed : notAllowed, outcome);
  putMember(sink, ',"reason":', decision.reason);
  putMember(sink, ',"detail":', decision.detail);
  putValue(sink, ',"http_status":', httpStatus(decision));
  putMember(sink, ',"api":', decision.api);
  putMember(sink, ',"operation":', decision.operation);
  putMember(sink, ',"subject":', decision.subject);
  putMember(sink, ',"device":', decision.device);
  putMember(sink, ',"session":', decision.session);
  putPolicies(sink, decision.policies);
  putValue(sink, ',"challenge":', decision.challenge);
  putJson(sink, ',"rate_limits":');
  putJson(sink, decision.rate_limits.length === 0 ? "[]" : JSON.stringify(decision.rate_limits));
  putValue(sink, ',"shadow":', decision.shadow);
  putJson(sink, decision.degraded ? ',"degraded":true' : ',"degraded":false');
  putValue(sink, ',"valid_seconds":', decision.valid_seconds);
  if (retryAfterSeconds !== null) putValue(sink, ',"retry_after_seconds":', retryAfterSeconds);
  if (trace !== null) putValue(sink, ',"trace":', trace);
  putJson(sink, "}");
}

const allowed = '},"result":{"allow":true,"outcome":';
const notAllowed = '},"result":{"allow":false,"outcome":';

function putPolicies(sink: JsonSink, policies: readonly string[]): void {
  putJson(sink, ',"policies":[');
  for (let index = 0; index < policies.length; index += 1)
    putMember(sink, index === 0 ? "" : ",", policies[index] ?? null);
  putJson(sink, "]");
}

function putMember(sink: JsonSink, name: string, text: string | null): void {
  putJson(sink, name);
  putText(sink, text);
}

function putValue(sink: JsonSink, name: string, value: number | object | null): void {
  putJson(sink, name);
  putJson(
    sink,
    typeof value === "number" ? String(value) : value === null ? "null" : JSON.stringify(value),
  );
}
