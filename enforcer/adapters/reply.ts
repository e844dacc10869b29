import { httpStatus } from "#enforcer/decisions/http-status.ts";
import { reasonTexts } from "#enforcer/decisions/reason-texts.ts";
import {
  gatewayOnlyHeaders,
  hearsayHeaders,
  identityHeaders,
} from "#lib/bundle/gateway-headers.ts";
import { verdictHeaders } from "#enforcer/decisions/verdict-headers.ts";
import type { Verdict } from "#enforcer/verdict.ts";

/** What goes over the wire, in terms every dialect shares. */
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** What a denied caller may be told beyond the reason. */
export type ReplyContext = {
  /** The portal's address, where a person steps up; from discovery. */
  readonly portalUrl: string | null;
  /** Why the gateway's request could not be read; told to proved gateways only. */
  readonly gatewayProblem?: string;
};

/** For gateways that pass status, headers and body on: the real status and a problem document (RFC 9457). */
export function forwardAuthReply(verdict: Verdict, context: ReplyContext): Reply {
  const status = httpStatus(verdict.decision);
  const headers = verdictHeaders(verdict);
  if (status === 200) return { status, headers, body: "" };
  headers["Content-Type"] = "application/problem+json";
  return { status, headers, body: problem(verdict, status, context) };
}

/**
 * nginx `auth_request` knows 2xx, 401 and 403; anything else becomes 500. Every other status travels as 403 with
 * the real one in X-Sallyport-Status, which the generated configuration maps back by `error_page`.
 */
export function nginxReply(verdict: Verdict, context: ReplyContext): Reply {
  const reply = forwardAuthReply(verdict, context);
  if (reply.status === 200 || reply.status === 401) return reply;
  return {
    ...reply,
    status: 403,
    headers: { ...reply.headers, "X-Sallyport-Status": String(reply.status) },
  };
}

/** What a client may have sent in the name of others, and an answer never sets. */
const neverSet = [...gatewayOnlyHeaders, ...hearsayHeaders].filter(
  (name) => name !== "X-Sallyport-Reason",
);

/**
 * Envoy passes any status on but takes a 5xx for a failure, which `failure_mode_allow` lets pass: those travel as
 * 403 with the real one in X-Sallyport-Status. Only 200 allows.
 */
export function envoyReply(verdict: Verdict, context: ReplyContext): Reply {
  const reply = forwardAuthReply(verdict, context);
  const { status, headers } = reply;
  if (status >= 500)
    return { ...reply, status: 403, headers: { ...headers, "X-Sallyport-Status": String(status) } };
  if (status !== 200) return reply;
  const removed = headersToRemove(headers).join(",");
  return { ...reply, headers: { ...headers, "X-Envoy-Auth-Headers-To-Remove": removed } };
}

/** Envoy overwrites what an allow sets; the rest of what a client sent under these names it must take away. */
export function headersToRemove(headers: Reply["headers"]): string[] {
  return [...neverSet, ...identityHeaders.filter((name) => headers[name] === undefined)];
}

function problem(verdict: Verdict, status: number, context: ReplyContext): string {
  const { decision } = verdict;
  const texts = reasonTexts(decision);
  const stepUp = decision.outcome === "challenge" ? context.portalUrl : null;
  return JSON.stringify({
    type: `https://sallyport.dev/reasons#${decision.reason}`,
    title: texts.caller,
    status,
    detail: context.gatewayProblem ?? texts.caller,
    reason: decision.reason,
    decision_id: verdict.id,
    ...(stepUp === null ? {} : { step_up: stepUp }),
    ...(verdict.retryAfterSeconds === null ? {} : { retry_after: verdict.retryAfterSeconds }),
  });
}
