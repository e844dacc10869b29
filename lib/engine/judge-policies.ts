import { compareUtf8 } from "./compare-utf8.ts";
import type { CompiledCondition, CompiledPolicy } from "./compile-policies.ts";
import type { Challenge, Outcome, Reason } from "./decision.ts";
import type { Facts } from "./facts.ts";
import {
  authenticateRemedy,
  compareRemedies,
  emptyRemedy,
  uniteRemedies,
  type Remedy,
} from "./remedy.ts";

/** What the policies say, before rate limits, observe mode and shadows. */
export type Verdict = {
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly policies: readonly string[];
  readonly challenge: Challenge | null;
  /** The permits that apply, when the outcome is allow. */
  readonly permits: readonly CompiledPolicy[];
};

export type Candidates = {
  readonly forbids: readonly CompiledPolicy[];
  readonly permits: readonly CompiledPolicy[];
  /** For an anonymous caller: who could be permitted once known (rule 18). */
  readonly reachable: readonly CompiledPolicy[];
};

/** Steps 5 and 6. */
export function judgePolicies(candidates: Candidates, facts: Facts): Verdict {
  const forbids = keep(candidates.forbids, forbidApplies, facts);
  const permits = keep(candidates.permits, permitApplies, facts);
  if (forbids.length > 0) return judgeForbidden(forbids, permits, candidates, facts);
  if (permits.length > 0)
    return {
      outcome: "allow",
      reason: "permitted",
      policies: names(permits),
      challenge: null,
      permits,
    };
  const chosen = chooseOption(emptyRemedy, findOptions(candidates, facts));
  return chosen ? challenged(chosen.remedy, [chosen.policy]) : denied("no-permit", []);
}

/**
 * Rules 22, 23: a challenge only if each forbid can be lifted and some permit is in reach; it asks for the
 * union, of the permit that keeps the union smallest. Rule 18: an anonymous caller is asked to authenticate
 * also where no permit is in reach yet, as long as no forbid is final.
 */
function judgeForbidden(
  forbids: readonly CompiledPolicy[],
  permits: readonly CompiledPolicy[],
  candidates: Candidates,
  facts: Facts,
): Verdict {
  const cures = forbids.map((policy) => cureForbid(policy, facts));
  const possible = cures.filter((cure) => cure !== null);
  if (possible.length < cures.length) return denied("forbidden", forbids);
  const cure = possible.reduce(uniteRemedies, emptyRemedy);
  if (permits.length > 0) return challenged(cure, forbids);
  const chosen = chooseOption(cure, findOptions(candidates, facts));
  if (chosen) return challenged(chosen.remedy, [...forbids, chosen.policy]);
  if (facts.subject.state === "anonymous")
    return challenged(uniteRemedies(cure, authenticateRemedy), forbids);
  return denied("forbidden", forbids);
}

/** Those that apply; no list is made where none does. */
function keep(
  policies: readonly CompiledPolicy[],
  applies: (policy: CompiledPolicy, facts: Facts) => boolean,
  facts: Facts,
): readonly CompiledPolicy[] {
  let kept: CompiledPolicy[] | null = null;
  for (const policy of policies) {
    if (!applies(policy, facts)) continue;
    if (kept) kept.push(policy);
    else kept = [policy];
  }
  return kept ?? nobody;
}

const nobody: readonly CompiledPolicy[] = [];

function permitApplies({ when }: CompiledPolicy, facts: Facts): boolean {
  return holdsAll(when, facts);
}

/** Unknown counts as true in `when` and as false in `unless`; an empty `unless` lifts nothing (rule 22). */
export function forbidApplies({ when, unless }: CompiledPolicy, facts: Facts): boolean {
  for (const { evaluate } of when) {
    if (evaluate(facts) === "false") return false;
  }
  return unless.length === 0 || !holdsAll(unless, facts);
}

/** Unknown counts as false. */
export function holdsAll(conditions: readonly CompiledCondition[], facts: Facts): boolean {
  for (const { evaluate } of conditions) {
    if (evaluate(facts) !== "true") return false;
  }
  return true;
}

/**
 * What lifts a forbid that applies; null is nothing. For an anonymous caller it may apply only because a fact
 * about them is unknown: authenticating answers that.
 */
function cureForbid({ when, unless }: CompiledPolicy, facts: Facts): Remedy | null {
  const lifted = unless.length === 0 ? null : cureAll(unless, facts);
  if (lifted || facts.subject.state !== "anonymous") return lifted;
  const unknown = when.some(
    ({ evaluate, behaviour, condition }) =>
      behaviour.readsIdentity(condition) && evaluate(facts) === "unknown",
  );
  return unknown ? authenticateRemedy : null;
}

/** The union of the remedies of those that do not hold; null if one of them has none. */
function cureAll(conditions: readonly CompiledCondition[], facts: Facts): Remedy | null {
  let union = emptyRemedy;
  for (const { evaluate, behaviour, condition } of conditions) {
    if (evaluate(facts) === "true") continue;
    const remedy =
      behaviour.remedy(condition, facts) ??
      identityRemedy(behaviour.readsIdentity(condition), facts);
    if (!remedy) return null;
    union = uniteRemedies(union, remedy);
  }
  return union;
}

function identityRemedy(readsIdentity: boolean, facts: Facts): Remedy | null {
  return readsIdentity && facts.subject.state === "anonymous" ? authenticateRemedy : null;
}

type Option = { readonly policy: CompiledPolicy; readonly remedy: Remedy };

/** The permits that would apply if the caller did something. */
function findOptions({ permits, reachable }: Candidates, facts: Facts): Option[] {
  const anonymous = facts.subject.state === "anonymous";
  const options: Option[] = [];
  for (const policy of anonymous ? reachable : permits) {
    const remedy = cureAll(policy.when, facts);
    if (remedy)
      options.push({
        policy,
        remedy: anonymous ? uniteRemedies(remedy, authenticateRemedy) : remedy,
      });
  }
  return options;
}

/** Rule 25; ties go to the policy whose name sorts first. */
function chooseOption(base: Remedy, options: readonly Option[]): Option | null {
  let best: Option | null = null;
  for (const { policy, remedy } of options) {
    const option = { policy, remedy: uniteRemedies(base, remedy) };
    const order = best ? compareRemedies(option.remedy, best.remedy) : -1;
    const first =
      best === null || order < 0 || (order === 0 && compareUtf8(policy.name, best.policy.name) < 0);
    if (first) best = option;
  }
  return best;
}

function challenged(challenge: Challenge, policies: readonly CompiledPolicy[]): Verdict {
  const reason = challenge.authenticate ? "authentication-required" : "step-up-required";
  return { outcome: "challenge", reason, policies: names(policies), challenge, permits: [] };
}

function denied(reason: Reason, policies: readonly CompiledPolicy[]): Verdict {
  return { outcome: "deny", reason, policies: names(policies), challenge: null, permits: [] };
}

function names(policies: readonly CompiledPolicy[]): readonly string[] {
  const [first] = policies;
  if (!first) return noNames;
  if (policies.length === 1) return first.names;
  if (policies.length > fewMax)
    return [...new Set(policies.map(({ name }) => name))].toSorted(compareUtf8);
  const few: string[] = [];
  for (const { name } of policies) if (!few.includes(name)) few.push(name);
  return few.length > 1 ? few.toSorted(compareUtf8) : few;
}

const noNames: readonly string[] = [];
/** So many are compared with each other sooner than put into a set. */
const fewMax = 8;
