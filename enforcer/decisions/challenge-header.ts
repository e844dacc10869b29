import { wwwAuthenticate } from "#lib/engine/challenge.ts";
import type { Decision, Reason } from "#lib/engine/decision.ts";

const invalid: ReadonlySet<Reason> = new Set(["invalid-token", "session-revoked", "token-revoked"]);

/** The WWW-Authenticate value for a 401 (RFC 6750, 9449, 9470). */
export function challengeHeader({ challenge, reason }: Decision): string {
  return wwwAuthenticate(challenge, { scheme: "Bearer", invalidToken: invalid.has(reason) });
}
