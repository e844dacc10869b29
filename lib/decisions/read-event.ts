import { isIP } from "node:net";
import { z } from "zod";
import { eventTime } from "./event-time.ts";
import { cutText, maskText, maskValue } from "./mask-event.ts";

/** One row of the table, before it knows its enforcer. */
export type DecisionRow = {
  readonly decidedAt: string;
  readonly decisionId: string;
  readonly outcome: string;
  readonly reason: string;
  readonly detail: string | null;
  readonly subject: string | null;
  readonly device: string | null;
  readonly session: string | null;
  readonly api: string | null;
  readonly operation: string | null;
  readonly method: string | null;
  readonly host: string | null;
  readonly path: string | null;
  readonly policies: readonly string[];
  readonly challenge: unknown;
  readonly shadow: unknown;
  readonly ip: string | null;
  readonly country: string | null;
  readonly responseCode: number | null;
  readonly policyRevision: string | null;
  readonly directoryRevision: string | null;
  readonly signalsRevision: string | null;
  readonly durationNs: number | null;
  readonly degraded: boolean;
  readonly facts: unknown;
};

const short = (max: number) =>
  z
    .string()
    .transform((text) => cutText(maskText(text), max))
    .nullish()
    .catch(null)
    .transform((text) => (text === undefined || text === "" ? null : text));
/** What an int4 column holds; another number says nothing about a response. */
const whole = z.number().int().min(0).max(2_147_483_647).nullish().catch(null);
const open = z.looseObject({}).catch({});
const revisionOf = z.looseObject({ revision: short(40) }).catch({ revision: null });

const event = z.looseObject({
  decision_id: z.string().min(1).max(200),
  timestamp: z.string().max(64),
  bundles: z
    .looseObject({ policy: revisionOf, directory: revisionOf, signals: revisionOf })
    .partial()
    .catch({}),
  input: open,
  result: z.unknown().optional(),
  metrics: z.record(z.string(), z.unknown()).catch({}),
});

const result = z.looseObject({
  outcome: z.enum(["allow", "challenge", "deny"]).optional().catch(undefined),
  allow: z.boolean().optional().catch(undefined),
  reason: short(63),
  detail: short(500),
  subject: short(255),
  device: short(255),
  session: short(63),
  api: short(63),
  operation: short(255),
  policies: z.array(z.string().max(63)).max(200).catch([]),
  challenge: z.unknown().optional(),
  shadow: z.unknown().optional(),
  http_status: whole,
  degraded: z.boolean().catch(false),
});

const request = z
  .looseObject({ method: short(64), host: short(300), path: short(2000), target: short(2000) })
  .catch({ method: null, host: null, path: null, target: null });
const client = z
  .looseObject({ address: short(64), country: short(8) })
  .catch({ address: null, country: null });

/**
 * One decision log event (management-decision-logs) as a row, or the sentence that says why it can't be one. An
 * event without a result is a query that had none: a denial. Nothing in it is trusted beyond its shape; who sent
 * it is known from the credential.
 */
export function readEvent(raw: unknown, now: Date): DecisionRow | string {
  const parsed = event.safeParse(raw);
  if (!parsed.success) return "It is no decision log event: decision_id and timestamp are needed.";
  const { data } = parsed;
  const { at, clamped } = eventTime(data.timestamp, now);
  return {
    decidedAt: at.toISOString(),
    decisionId: maskText(data.decision_id),
    ...resultOf(data.result),
    ...requestOf(data.input),
    ...revisionsOf(data.bundles),
    durationNs: durationOf(data.metrics),
    facts: factsOf(data, clamped),
  };
}

function resultOf(raw: unknown) {
  const { http_status: responseCode, allow: _allow, ...said } = readResult(raw);
  return {
    outcome: said.outcome,
    reason: said.reason ?? "undefined-result",
    detail: said.detail,
    subject: said.subject,
    device: said.device,
    session: said.session,
    api: said.api,
    operation: said.operation,
    policies: said.policies.map((name) => maskText(name)),
    challenge: maskValue(said.challenge ?? null),
    shadow: maskValue(said.shadow ?? null),
    responseCode: responseCode ?? null,
    degraded: said.degraded,
  };
}

function requestOf(input: Readonly<Record<string, unknown>>) {
  const asked = request.parse(input["request"] ?? {});
  const from = client.parse(input["client"] ?? {});
  return {
    method: asked.method,
    host: asked.host,
    path: pathOf(asked.path ?? asked.target ?? null),
    ip: addressOf(from.address),
    country: from.country,
  };
}

/** Without the query; some put tokens into segments. */
function pathOf(target: string | null): string | null {
  return target === null ? null : maskText(target.split(/[?#]/)[0] ?? "");
}

function revisionsOf(bundles: z.output<typeof event>["bundles"]) {
  return {
    policyRevision: bundles.policy?.revision ?? null,
    directoryRevision: bundles.directory?.revision ?? null,
    signalsRevision: bundles.signals?.revision ?? null,
  };
}

function readResult(raw: unknown) {
  const object = typeof raw === "boolean" ? { allow: raw } : raw;
  const said = result.safeParse(object ?? {}).data ?? result.parse({});
  return { ...said, outcome: said.outcome ?? (said.allow === true ? "allow" : "deny") };
}

/** Of an address as gateways write it; what is none is not kept as one. */
function addressOf(text: string | null | undefined): string | null {
  return text && isIP(text) !== 0 ? text.toLowerCase() : null;
}

function durationOf(metrics: Readonly<Record<string, unknown>>): number | null {
  const ns = metrics["timer_server_handler_ns"] ?? metrics["timer_rego_query_eval_ns"];
  return typeof ns === "number" && Number.isSafeInteger(ns) && ns >= 0 ? ns : null;
}

const keptMembers = ["path", "query", "input", "result", "labels", "error", "trace_id", "metrics"];

function factsOf(data: z.output<typeof event>, clamped: boolean): unknown {
  const kept = keptMembers
    .filter((name) => data[name] !== undefined)
    .map((name) => [name, data[name]] as const);
  const facts = maskValue(Object.fromEntries(kept));
  return clamped ? { ...asObject(facts), claimed_timestamp: maskText(data.timestamp) } : facts;
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
