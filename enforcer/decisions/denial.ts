import type { Decision, Reason } from "#lib/engine/decision.ts";

/** A denial that the enforcer makes itself, without asking the engine: it could not, or there was nothing to ask about. */
export function denial(
  reason: Extract<Reason, "not-ready" | "internal-error" | "malformed-request">,
  detail: string,
  revisions: Decision["revisions"] = { policy: "", directory: "", signals: "" },
): Decision {
  return {
    outcome: "deny",
    reason,
    detail,
    api: null,
    operation: null,
    subject: null,
    device: null,
    session: null,
    policies: [],
    challenge: null,
    rate_limits: [],
    shadow: null,
    degraded: false,
    valid_seconds: 0,
    revisions,
    trace: null,
  };
}
