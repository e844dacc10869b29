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
    if (subject !== null) headers["X-Sallyport-Subject"] = headerText(subject);
    if (device !== null) headers["X-Sallyport-Device"] = headerText(device);
    if (session !== null) headers["X-Sallyport-Session"] = headerText(session);
    if (api !== null) headers["X-Sallyport-Api"] = headerText(api);
    if (operation !== null) headers["X-Sallyport-Operation"] = headerText(operation);
    return headers;
  }
  headers["Cache-Control"] = "no-store";
  if (httpStatus(decision) === 401) headers["WWW-Authenticate"] = challengeHeader(decision);
  if (retryAfterSeconds !== null) headers["Retry-After"] = String(retryAfterSeconds);
  return headers;
}
