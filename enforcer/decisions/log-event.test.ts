import { expect, test } from "vitest";
import type { Decision } from "#lib/engine/decision.ts";
import { readEvent } from "#lib/decisions/read-event.ts";
import { denial } from "./denial.ts";
import { createEventWriter, type LogRecord } from "./log-event.ts";

const decision: Decision = {
  outcome: "challenge",
  reason: "step-up-required",
  detail: 'a "quoted"\n\\ detail',
  api: "billing",
  operation: "billing:read",
  subject: "ana\u{1F600}\u0007",
  device: null,
  session: "s-1",
  policies: ["a", "b"],
  challenge: {
    authenticate: false,
    mfa: { strength: "any", max_age_seconds: 60 },
    device: null,
    token: null,
  },
  rate_limits: [{ key: "policy:a", limit: 5, window_seconds: 60, per: "subject" }],
  shadow: { outcome: "deny", reason: "forbidden", policies: ["c"] },
  degraded: true,
  valid_seconds: 7,
  revisions: { policy: "1.2", directory: "1.3", signals: "1.4" },
  trace: null,
};
const record: LogRecord = {
  verdict: { id: "0195c1c0-0000-7000-8000-000000000000", decision, retryAfterSeconds: 9 },
  request: { method: "GET", host: "billing.example.com", target: "/a%22b?token=abc&x" },
  client: { address: "203.0.113.9", country: "DE" },
  dialect: "nginx",
  atMs: Date.UTC(2026, 10, 25, 8, 30, 15, 7),
  durationMs: 0.0415,
};
const write = createEventWriter({ id: "x" });

function written(over: Partial<LogRecord> = {}): unknown {
  const sink = { bytes: Buffer.alloc(10_000), at: 0 };
  write(sink, { ...record, ...over });
  return JSON.parse(sink.bytes.toString("utf8", 0, sink.at));
}

test("an event says in OPA's format what was asked, decided and with which revisions", () => {
  const { revisions: _revisions, trace: _trace, ...said } = decision;
  expect(written()).toEqual({
    labels: { id: "x" },
    decision_id: record.verdict.id,
    bundles: {
      policy: { revision: "1.2" },
      directory: { revision: "1.3" },
      signals: { revision: "1.4" },
    },
    path: "sallyport/authz",
    input: {
      request: { method: "GET", host: "billing.example.com", target: "/a%22b?token=***&x=***" },
      client: { address: "203.0.113.9", country: "DE" },
      gateway: "nginx",
    },
    result: { ...said, allow: false, http_status: 401, retry_after_seconds: 9 },
    timestamp: "2026-11-25T08:30:15.007Z",
    metrics: { timer_server_handler_ns: 41_500 },
  });
  const revisions = { policy: "1.2", directory: "1.3", signals: "1.5" };
  const later = { ...record.verdict, decision: { ...decision, revisions } };
  expect(written({ verdict: later, atMs: record.atMs + 1 })).toMatchObject({
    bundles: { signals: { revision: "1.5" } },
    timestamp: "2026-11-25T08:30:15.008Z",
  });
  const trace: Decision["trace"] = [];
  const traced = { ...record.verdict, decision: { ...decision, trace }, retryAfterSeconds: null };
  expect(written({ verdict: traced })).toMatchObject({ result: { trace: [] } });
});

test("the authority makes the row of it that the decision was", () => {
  expect(readEvent(written(), new Date(record.atMs))).toMatchObject({
    decidedAt: new Date(record.atMs),
    outcome: "challenge",
    reason: "step-up-required",
    detail: decision.detail,
    subject: decision.subject,
    path: "/a%22b",
    ip: "203.0.113.9",
    country: "DE",
    responseCode: 401,
    policies: ["a", "b"],
    policyRevision: "1.2",
    durationNs: 41_500,
    degraded: true,
    challenge: JSON.stringify(decision.challenge),
    shadow: JSON.stringify(decision.shadow),
  });
});

test("a request that could not even be read is an event, too", () => {
  const verdict = { id: "d", decision: denial("not-ready", "no bundles"), retryAfterSeconds: null };
  const request = { method: "", host: "", target: "" };
  expect(written({ verdict, request, client: { address: null, country: null } })).toMatchObject({
    input: { request, client: { address: null, country: null } },
    result: { outcome: "deny", reason: "not-ready", subject: null, policies: [], challenge: null },
  });
});
