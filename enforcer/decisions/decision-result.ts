import type { Verdict } from "#enforcer/verdict.ts";
import { httpStatus } from "./http-status.ts";
import { verdictHeaders } from "./verdict-headers.ts";
import { reasonTexts } from "./reason-texts.ts";

/**
 * The result document of the Rego library (rule `authz` of package `sallyport`), key by key; the three spellings of allow and
 * status serve the OPA plugins of different gateways at once.
 */
export function decisionResult(verdict: Verdict): Readonly<Record<string, unknown>> {
  const { decision } = verdict;
  const allow = decision.outcome === "allow";
  const status = httpStatus(decision);
  return {
    allow,
    allowed: allow,
    outcome: decision.outcome,
    reason: decision.reason,
    message: reasonTexts(decision).caller,
    status,
    status_code: status,
    http_status: status,
    headers: verdictHeaders(verdict),
    api: decision.api,
    operation: decision.operation,
    subject: decision.subject,
    device: decision.device,
    session: decision.session,
    policies: decision.policies,
    challenge: decision.challenge,
    rate_limits: decision.rate_limits,
    shadow: decision.shadow,
    degraded: decision.degraded,
    valid_seconds: decision.valid_seconds,
    revisions: decision.revisions,
    ...(decision.trace === null ? {} : { trace: decision.trace }),
  };
}
