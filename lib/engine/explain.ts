import { behaviourOf } from "./conditions/conditions.ts";
import { explainChallenge } from "./challenge.ts";
import type { Decision } from "./decision.ts";
import { explainSeconds } from "./duration.ts";
import { explainResources, explainSubjects } from "./explain-scope.ts";
import { normalisePolicy } from "./normalise-policy.ts";
import type { PolicyDocument } from "./policy-document.ts";
import { reasonText } from "./reasons.ts";

/**
 * A policy as one plain sentence: who, what, when. "Allow role finance to read billing (getInvoice,
 * listInvoices) when a phishing-resistant sign-in is younger than 8 hours and the device is compliant and
 * their own." The document must have passed `policyDocument`.
 */
export function explainPolicy(document: PolicyDocument): string {
  const rule = normalisePolicy(document);
  const says = (list: typeof rule.when) =>
    list.map((condition) => behaviourOf(condition).explain(condition)).join(" and ");
  const parts = [
    document.effect === "permit" ? "Allow" : "Forbid",
    explainSubjects(document),
    "to",
    explainResources(document),
    rule.when.length > 0 && `when ${says(rule.when)}`,
    rule.unless.length > 0 && `unless ${says(rule.unless)}`,
  ].filter((part) => part !== false);
  return `${modePrefix(document)}${parts.join(" ")}${limitSuffix(rule.rate_limit)}.`;
}

/** A decision in words: "denied, because no policy permits it; allowed with …". */
export function explainDecision(decision: Decision): string {
  const { outcome, reason, policies, challenge, detail } = decision;
  const verb = { allow: "allowed", challenge: "challenged", deny: "denied" }[outcome];
  const names = policies.length > 0 ? ` (${policies.join(", ")})` : "";
  const more = detail === null ? "" : ` (${detail})`;
  const base = `${verb}, because ${reasonText(reason).because}${names}${more}`;
  const remedy = reasonText(reason).remedy;
  if (challenge) return `${base}; allowed with: ${explainChallenge(challenge)}`;
  const shadow = decision.shadow
    ? `; otherwise ${decision.shadow.outcome}, ${decision.shadow.reason}`
    : "";
  return outcome === "deny" && remedy !== null ? `${base}. ${remedy}` : `${base}${shadow}`;
}

function modePrefix({ mode }: PolicyDocument): string {
  if (mode === "shadow") return "In shadow only: ";
  return mode === "off" ? "Switched off: " : "";
}

function limitSuffix(limit: ReturnType<typeof normalisePolicy>["rate_limit"]): string {
  if (!limit) return "";
  const times = limit.limit === 1 ? "once" : `${limit.limit} times`;
  return `, at most ${times} in ${explainSeconds(limit.window_seconds)} per ${limit.per}`;
}
