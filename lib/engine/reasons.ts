import type { Outcome, Reason } from "./decision.ts";

export type ReasonText = {
  readonly outcome: Outcome;
  /** What a gateway that can carry every status answers. */
  readonly status: 200 | 400 | 401 | 403 | 429 | 503;
  /** For administrators: what happened, to follow "allowed, because" or "denied, because". */
  readonly because: string;
  /** For callers: nothing here says more than they know already. */
  readonly caller: string;
  /** What the caller, or an administrator, can do about it; null if there is nothing to do. */
  readonly remedy: string | null;
};

const notDecided = "The service cannot decide requests at the moment.";
const refused = "You are not allowed to do this.";

/** The one table: every reason with its texts. Its name is also its place on the console's page of reasons. */
export const reasons: Readonly<Record<Reason, ReasonText>> = {
  permitted: {
    outcome: "allow",
    status: 200,
    because: "a policy permits it",
    caller: "Allowed.",
    remedy: null,
  },
  preflight: {
    outcome: "allow",
    status: 200,
    because: "it is a CORS preflight without credentials",
    caller: "Allowed.",
    remedy: null,
  },
  observed: {
    outcome: "allow",
    status: 200,
    because: "the API is only observed; enforced, it would have been stopped",
    caller: "Allowed.",
    remedy: "Look at what would have been decided before observation ends.",
  },
  "authentication-required": {
    outcome: "challenge",
    status: 401,
    because: "the caller is not known yet",
    caller: "Sign in to continue.",
    remedy: "Present an access token.",
  },
  "step-up-required": {
    outcome: "challenge",
    status: 401,
    because: "more proof is needed",
    caller: "More proof is needed to continue.",
    remedy: "Do what the challenge names and send the request with the new token.",
  },
  "not-ready": {
    outcome: "deny",
    status: 503,
    because: "the enforcer has no valid documents yet",
    caller: notDecided,
    remedy: "Check that the enforcer reaches the authority and that its credential is valid.",
  },
  "lease-expired": {
    outcome: "deny",
    status: 503,
    because: "the enforcer has been cut off for longer than its lease",
    caller: notDecided,
    remedy: "Check the enforcer's connection to the authority.",
  },
  "stale-policy": {
    outcome: "deny",
    status: 503,
    because: "the enforcer holds an older policy than the signals ask for",
    caller: notDecided,
    remedy: "Wait for its next poll; if it goes on, look at why it rejects the bundle.",
  },
  "stale-directory": {
    outcome: "deny",
    status: 503,
    because: "the enforcer holds an older directory than policy or signals ask for",
    caller: notDecided,
    remedy: "Wait for its next poll; if it goes on, look at why it rejects the bundle.",
  },
  "stale-signals": {
    outcome: "deny",
    status: 503,
    because: "the signals are older than this API allows",
    caller: notDecided,
    remedy: "Check the enforcer's connection to the authority.",
  },
  "internal-error": {
    outcome: "deny",
    status: 503,
    because: "deciding failed",
    caller: notDecided,
    remedy: "Look at the enforcer's log, and report it.",
  },
  "malformed-request": {
    outcome: "deny",
    status: 400,
    because: "the request can be read in more than one way",
    caller: "The request is not in canonical form.",
    remedy: "Send the path without dot or empty segments, encoded slashes or needless encoding.",
  },
  "unknown-api": {
    outcome: "deny",
    status: 403,
    because: "no API has this host and path",
    caller: refused,
    remedy: "Add the host and base path to an API and publish.",
  },
  "unknown-operation": {
    outcome: "deny",
    status: 403,
    because: "the API does not describe this operation",
    caller: refused,
    remedy: "Import a description that has the operation, and publish.",
  },
  "invalid-token": {
    outcome: "deny",
    status: 401,
    because: "the access token is not valid here",
    caller: "The access token is not valid.",
    remedy: "Get a new access token for this API.",
  },
  "unknown-subject": {
    outcome: "deny",
    status: 403,
    because: "the token's subject is not in the directory",
    caller: refused,
    remedy: "Add the subject, or let the issuer bring new ones.",
  },
  "subject-suspended": {
    outcome: "deny",
    status: 403,
    because: "the subject is suspended",
    caller: refused,
    remedy: "An administrator can lift the suspension.",
  },
  "session-revoked": {
    outcome: "deny",
    status: 401,
    because: "the session was revoked",
    caller: "The session has ended.",
    remedy: "Sign in again.",
  },
  "token-revoked": {
    outcome: "deny",
    status: 401,
    because: "the subject's tokens of that time were revoked",
    caller: "The access token is not valid any more.",
    remedy: "Get a new access token.",
  },
  "device-revoked": {
    outcome: "deny",
    status: 403,
    because: "the device was revoked",
    caller: refused,
    remedy: "Use another device, or enrol this one again.",
  },
  "device-quarantined": {
    outcome: "deny",
    status: 403,
    because: "the device is in quarantine",
    caller: refused,
    remedy: "An administrator can release the device.",
  },
  forbidden: {
    outcome: "deny",
    status: 403,
    because: "a policy forbids it",
    caller: refused,
    remedy: null,
  },
  "no-permit": {
    outcome: "deny",
    status: 403,
    because: "no policy permits it",
    caller: refused,
    remedy: "A policy can permit it.",
  },
  "rate-limited": {
    outcome: "deny",
    status: 429,
    because: "a rate limit is used up",
    caller: "Too many requests.",
    remedy: "Try again after the time in Retry-After.",
  },
};

/** All reasons, for filters and documents. */
export const reasonCodes: readonly Reason[] = Object.keys(reasons).filter(isReason);

/** The texts of a reason, with its place on the console's page of reasons. */
export function reasonText(reason: Reason): ReasonText & { readonly anchor: Reason } {
  return { ...reasons[reason], anchor: reason };
}

export function isReason(text: string): text is Reason {
  return Object.hasOwn(reasons, text);
}
