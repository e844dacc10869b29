import { isIP } from "node:net";
import { eventTime } from "./event-time.ts";
import { cutText, maskedJson, maskText } from "./mask-event.ts";

/** One row of the table, before it knows its enforcer. */
export type DecisionRow = {
  readonly decidedAt: Date;
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
  /** This one, `shadow` and `facts` are masked JSON. */
  readonly challenge: string | null;
  readonly shadow: string | null;
  readonly ip: string | null;
  readonly country: string | null;
  readonly responseCode: number | null;
  readonly policyRevision: string | null;
  readonly directoryRevision: string | null;
  readonly signalsRevision: string | null;
  readonly durationNs: number | null;
  readonly degraded: boolean;
  readonly facts: string;
};

type Members = Readonly<Record<string, unknown>>;

/**
 * One decision log event (management-decision-logs) as a row, or the sentence that says why it can't be one. An
 * event without a result is a query that had none: a denial. Nothing in it is trusted beyond its shape; who sent
 * it is known from the credential. Read member by member and not by a schema, which took more than half of the
 * time of storing an event.
 */
export function readEvent(raw: unknown, now: Date): DecisionRow | string {
  const event = membersOf(raw);
  const { decision_id: decisionId, timestamp } = event;
  if (!isText(decisionId, 200) || decisionId === "" || !isText(timestamp, 64))
    return "It is no decision log event: decision_id and timestamp are needed.";
  const { at, clamped } = eventTime(timestamp, now);
  const input = membersOf(event["input"]);
  const metrics = membersOf(event["metrics"]);
  return {
    decidedAt: at,
    decisionId: maskText(decisionId),
    ...resultOf(event["result"]),
    ...requestOf(input),
    ...revisionsOf(membersOf(event["bundles"])),
    durationNs: durationOf(metrics),
    facts: factsOf(event, { input, metrics }, clamped ? timestamp : null),
  };
}

function resultOf(raw: unknown) {
  const said = membersOf(raw);
  return {
    outcome: outcomeOf(raw, said),
    reason: textOf(said["reason"], 63) ?? "undefined-result",
    detail: textOf(said["detail"], 500),
    subject: textOf(said["subject"], 255),
    device: textOf(said["device"], 255),
    session: textOf(said["session"], 63),
    api: textOf(said["api"], 63),
    operation: textOf(said["operation"], 255),
    policies: policiesOf(said["policies"]),
    challenge: jsonOf(said["challenge"]),
    shadow: jsonOf(said["shadow"]),
    responseCode: wholeOf(said["http_status"], int4Max),
    degraded: said["degraded"] === true,
  };
}

/** What says neither is a denial. */
function outcomeOf(raw: unknown, { outcome, allow }: Members): string {
  if (outcome === "allow" || outcome === "challenge" || outcome === "deny") return outcome;
  return raw === true || allow === true ? "allow" : "deny";
}

function policiesOf(raw: unknown): readonly string[] {
  if (!Array.isArray(raw) || raw.length > 200) return [];
  const policies: string[] = [];
  for (const name of raw) {
    if (!isText(name, 63)) return [];
    policies.push(maskText(name));
  }
  return policies;
}

function requestOf(input: Members) {
  const { method, host, path, target } = membersOf(input["request"]);
  const { address, country } = membersOf(input["client"]);
  return {
    method: textOf(method, 64),
    host: textOf(host, 300),
    path: pathOf(path) ?? pathOf(target),
    ip: addressOf(textOf(address, 64)),
    country: textOf(country, 8),
  };
}

/** Without the query; some put tokens into segments. */
function pathOf(target: unknown): string | null {
  if (typeof target !== "string" || target === "") return null;
  const at = target.search(/[?#]/);
  return cutText(maskText(at < 0 ? target : target.slice(0, at)), 2000);
}

function revisionsOf({ policy, directory, signals }: Members) {
  return {
    policyRevision: textOf(membersOf(policy)["revision"], 40),
    directoryRevision: textOf(membersOf(directory)["revision"], 40),
    signalsRevision: textOf(membersOf(signals)["revision"], 40),
  };
}

/** Of an address as gateways write it; what is none is not kept as one. */
function addressOf(text: string | null): string | null {
  return text !== null && isIP(text) !== 0 ? text.toLowerCase() : null;
}

function durationOf(metrics: Members): number | null {
  const ns = metrics["timer_server_handler_ns"] ?? metrics["timer_rego_query_eval_ns"];
  return wholeOf(ns, Number.MAX_SAFE_INTEGER);
}

const keptMembers = ["path", "query", "input", "result", "labels", "error", "trace_id", "metrics"];

function factsOf(event: Members, shaped: Members, claimedTimestamp: string | null): string {
  const facts: Record<string, unknown> = {};
  for (const name of keptMembers) {
    const value = shaped[name] ?? event[name];
    if (value !== undefined) facts[name] = value;
  }
  if (claimedTimestamp !== null) facts["claimed_timestamp"] = claimedTimestamp;
  return maskedJson(facts);
}

/** What an int4 column holds; another number says nothing about a response. */
const int4Max = 2_147_483_647;

function wholeOf(value: unknown, max: number): number | null {
  const isWhole = Number.isSafeInteger(value) && typeof value === "number";
  return isWhole && value >= 0 && value <= max ? value : null;
}

function textOf(value: unknown, charactersMax: number): string | null {
  if (typeof value !== "string" || value === "") return null;
  return cutText(maskText(value), charactersMax);
}

function jsonOf(value: unknown): string | null {
  return value === undefined || value === null ? null : maskedJson(value);
}

function isText(value: unknown, charactersMax: number): value is string {
  return typeof value === "string" && value.length <= charactersMax;
}

function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
