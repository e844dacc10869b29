import { headerText } from "#enforcer/adapters/header-text.ts";
import type { Verdict } from "#enforcer/verdict.ts";
import { challengeHeader } from "./challenge-header.ts";
import { httpStatus } from "./http-status.ts";

/**
 * The headers of every answer. On an allow they are what a gateway passes upstream; on a denial what it passes to
 * the caller, so those say the reason code and how to do better, and nothing about policies.
 */
export function verdictHeaders({
  id,
  decision,
  retryAfterSeconds,
}: Verdict): Record<string, string> {
  const headers: Record<string, string> = {
    "X-Sallyport-Decision-Id": id,
    "X-Sallyport-Reason": decision.reason,
  };
  if (decision.outcome === "allow") {
    const { subject, device, session, api, operation } = decision;
    const facts = {
      Subject: subject,
      Device: device,
      Session: session,
      Api: api,
      Operation: operation,
    };
    for (const [name, value] of Object.entries(facts))
      if (value !== null) headers[`X-Sallyport-${name}`] = headerText(value);
    return headers;
  }
  headers["Cache-Control"] = "no-store";
  if (httpStatus(decision) === 401) headers["WWW-Authenticate"] = challengeHeader(decision);
  if (retryAfterSeconds !== null) headers["Retry-After"] = String(retryAfterSeconds);
  return headers;
}
