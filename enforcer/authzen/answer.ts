import { acrValues } from "#lib/engine/challenge.ts";
import { reasonTexts } from "#enforcer/decisions/reason-texts.ts";
import type { Verdict } from "#enforcer/verdict.ts";

/** A decision as AuthZEN puts it (section 6.2): true or false, and in `context` why, and what would help (RFC 9470). */
export type Answer = {
  readonly decision: boolean;
  readonly context: Readonly<Record<string, unknown>>;
};

export function answer({ id, decision, retryAfterSeconds }: Verdict): Answer {
  const { challenge } = decision;
  const texts = reasonTexts(decision);
  const age = challenge?.mfa?.max_age_seconds ?? null;
  return {
    decision: decision.outcome === "allow",
    context: {
      id,
      outcome: decision.outcome,
      reason: decision.reason,
      reason_user: { en: texts.caller },
      reason_admin: { en: [texts.because, decision.detail].filter(Boolean).join(": ") },
      api: decision.api,
      operation: decision.operation,
      policies: decision.policies,
      valid_seconds: decision.valid_seconds,
      ...(challenge === null ? {} : { challenge }),
      ...(challenge?.mfa ? { acr_values: acrValues[challenge.mfa.strength] } : {}),
      ...(age === null ? {} : { max_age: age }),
      ...(retryAfterSeconds === null ? {} : { retry_after: retryAfterSeconds }),
    },
  };
}

/** What could not be asked, inside a batch (section 7.2.1). */
export function refusal(message: string): Answer {
  return { decision: false, context: { error: { status: 400, message } } };
}
