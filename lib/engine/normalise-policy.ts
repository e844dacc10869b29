import type { PolicyRule, RateLimit } from "./deployment.ts";
import { durationSeconds } from "./duration.ts";
import { normaliseCondition } from "./policy-condition.ts";
import { namesSomebody, type PolicyDocument } from "./policy-document.ts";

/**
 * The policy as it travels; subjects and resources become candidate sets in `indexRelease`. A policy that is
 * off does not travel: its rule is still made, so that the console can show it.
 */
export function normalisePolicy(document: PolicyDocument): PolicyRule {
  const { effect, mode, subjects, when, unless, rateLimit, reason } = document;
  return {
    effect,
    mode: mode === "shadow" ? "shadow" : "enforce",
    kinds: subjects?.kinds?.length ? subjects.kinds.toSorted() : null,
    when: (when ?? []).map(normaliseCondition),
    unless: (unless ?? []).map(normaliseCondition),
    rate_limit: rateLimit ? normaliseRateLimit(rateLimit) : null,
    reason: reason ?? "",
  };
}

export function normaliseRateLimit(author: NonNullable<PolicyDocument["rateLimit"]>): RateLimit {
  return {
    limit: author.limit,
    window_seconds: durationSeconds(author.window),
    per: author.per ?? "subject",
  };
}

/** The keys under which a policy stands in a candidate set. A forbid without subjects means everybody. */
export function selectorsOf({ effect, subjects }: PolicyDocument): readonly string[] {
  if (effect === "forbid" && !namesSomebody(subjects)) return ["everybody"];
  if (!subjects) return [];
  return [
    ...(subjects.everybody ? ["everybody"] : []),
    ...(subjects.authenticated ? ["authenticated"] : []),
    ...(subjects.roles ?? []).map((name) => `role:${name}`),
    ...(subjects.groups ?? []).map((name) => `group:${name}`),
    ...(subjects.users ?? []).map((name) => `user:${name}`),
    ...(subjects.workloads ?? []).map((name) => `workload:${name}`),
  ];
}
