import { wwwAuthenticate } from "#lib/engine/challenge.ts";
import type { Decision } from "#lib/engine/decision.ts";

/** The WWW-Authenticate value for a 401 (RFC 6750, 9449, 9470). */
export function challengeHeader(decision: Decision): string {
  return wwwAuthenticate(decision);
}
