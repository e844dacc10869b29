import { z } from "zod";
import type { Truth } from "#lib/engine/decision.ts";
import { duration, durationSeconds, explainSeconds } from "#lib/engine/duration.ts";
import type { Facts, TokenFacts } from "#lib/engine/facts.ts";
import { and, truth } from "#lib/engine/kleene.ts";
import { isPlainNumber } from "#lib/engine/plain-number.ts";
import { authenticateRemedy, emptyRemedy, uniteRemedies } from "#lib/engine/remedy.ts";
import type { ConditionModule, WireCondition } from "./condition-module.ts";

type Mfa = WireCondition<"mfa">;

const schema = z.strictObject({
  strength: z.enum(["any", "phishing-resistant"]).default("any").optional(),
  within: duration.optional(),
});

/** OpenID Connect EAP acr values: phishing-resistant, and phishing-resistant with a hardware-protected key. */
const phishingResistantAcr: readonly unknown[] = ["phr", "phrh"];
const mfaAcr = "urn:sallyport:acr:mfa";

/** Rule 12: a sign-in up to a minute in the future is a clock's error, a later one is no fact. */
const skewSeconds = 60;

/** Holds when the token shows the strength and its `auth_time` is young enough. */
export const mfa: ConditionModule<z.infer<typeof schema>, Mfa> = {
  kind: "mfa",
  schema,
  normalise: ({ strength, within }) => ({
    kind: "mfa",
    strength: strength ?? "any",
    within_seconds: within === undefined ? null : durationSeconds(within),
  }),
  compile: (condition) => (facts) => {
    if (facts.subject.state === "anonymous" || !facts.token) return "false";
    if (!facts.token.issuer.trusted_for_assurance) return "unknown";
    return and(hasStrength(condition, facts.token), isRecent(condition, facts.token, facts.now));
  },
  explain: ({ strength, within_seconds }) => {
    const what = strength === "any" ? "a multi-factor sign-in" : "a phishing-resistant sign-in";
    return within_seconds === null
      ? `the caller has ${what}`
      : `${what} is younger than ${explainSeconds(within_seconds)}`;
  },
  remedy: (condition, facts) => {
    const stepUp = {
      ...emptyRemedy,
      mfa: { strength: condition.strength, max_age_seconds: condition.within_seconds },
    };
    if (facts.subject.state === "anonymous") return uniteRemedies(stepUp, authenticateRemedy);
    return canStepUp(condition, facts) ? stepUp : null;
  },
  readsIdentity: () => true,
  // A sign-in that lies ahead becomes a fact once the clock is near enough, which `changesIn` does not tell.
  readsRequest: (_condition, { token, now }) => {
    const at = token?.claims["auth_time"];
    return typeof at === "number" && at > now;
  },
  read: (_condition, { token, now }) => {
    if (!token) return ["no token"];
    const { acr, amr, auth_time: at } = token.claims;
    const age =
      typeof at === "number"
        ? `signed in ${explainSeconds(Math.max(0, Math.floor(now - at)))} ago`
        : "no time of sign-in";
    return [age, `acr ${text(acr)}`, `amr ${text(amr)}`];
  },
  changesIn: ({ within_seconds }, { token, now }) => {
    const at = token?.claims["auth_time"];
    if (within_seconds === null || typeof at !== "number") return null;
    const left = Math.floor(at) + within_seconds + 1 - now;
    return left > 0 ? left : null;
  },
};

function hasStrength({ strength }: Mfa, { claims }: TokenFacts): Truth {
  const acr = typeof claims["acr"] === "string" ? claims["acr"] : null;
  const amr = Array.isArray(claims["amr"]) ? claims["amr"] : null;
  if (acr === null && amr === null) return "unknown";
  const resistant = phishingResistantAcr.includes(acr);
  if (strength === "phishing-resistant") return truth(resistant);
  return truth(resistant || acr === mfaAcr || (amr?.includes("mfa") ?? false));
}

function isRecent({ within_seconds }: Mfa, { claims }: TokenFacts, now: number): Truth {
  if (within_seconds === null) return "true";
  const at = claims["auth_time"];
  if (typeof at !== "number" || !isPlainNumber(at) || now - at < -skewSeconds) return "unknown";
  return truth(now - at <= within_seconds);
}

/**
 * Rules 20, 21: a workload has no hands; a foreign issuer whose assurance does not count can't show any;
 * a local user without a passkey can't become phishing-resistant by signing in again.
 */
function canStepUp({ strength }: Mfa, { subject, token }: Facts): boolean {
  if (subject.state === "anonymous" || !token) return false;
  if (subject.kind === "workload" || !token.issuer.trusted_for_assurance) return false;
  return strength === "any" || !token.issuer.local || (subject.record?.passkey ?? false);
}

function text(claim: unknown): string {
  if (typeof claim === "string") return claim;
  return Array.isArray(claim) ? claim.filter((item) => typeof item === "string").join(" ") : "none";
}
