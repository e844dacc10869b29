import type { Outcome, Reason } from "#lib/engine/decision.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import { authenticate, compare, findRemedy, nothing, readsIdentity, unite } from "./find-remedy.ts";
import { couldName, isAbout, names } from "./is-about.ts";
import type { Situation } from "./situation.ts";
import { asSet, byBytes, type Policy, type Remedy } from "./world.ts";

export type Verdict = {
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly policies: readonly string[];
  readonly challenge: Remedy | null;
};

export function plain(outcome: Outcome, reason: Reason, policies: readonly Policy[] = []): Verdict {
  return { outcome, reason, policies: asSet(policies.map(({ name }) => name)), challenge: null };
}

/** What is left of step 2, and steps 5 and 6, with these policies as if each were enforced. */
export function judge(policies: readonly Policy[], situation: Situation): Verdict {
  const { api, operation, caller } = situation;
  if (!operation && api.undocumented === "deny") return plain("deny", "unknown-operation");
  if (!operation && caller.anonymous) return challenged(authenticate, []);
  const here = policies.filter((policy) => isAbout(policy, situation));
  const permits = here.filter(({ effect }) => effect === "permit");
  const forbids = here.filter(
    (policy) => policy.effect === "forbid" && forbidden(policy, situation),
  );
  const applying = permits.filter((policy) => permitted(policy, situation));
  if (forbids.length === 0 && applying.length > 0) return plain("allow", "permitted", applying);
  const cures = forbids.map((policy) => cureForbid(policy, situation));
  if (cures.includes(null)) return plain("deny", "forbidden", forbids);
  const cure = unite(cures.filter((one) => one !== null));
  if (forbids.length > 0 && applying.length > 0) return challenged(cure, forbids);
  const best = cheapestPermit(permits, cure, situation);
  if (best) return challenged(best.remedy, [...forbids, best.policy]);
  if (forbids.length === 0) return plain("deny", "no-permit");
  return caller.anonymous
    ? challenged(unite([cure, authenticate]), forbids)
    : plain("deny", "forbidden", forbids);
}

function challenged(challenge: Remedy, policies: readonly Policy[]): Verdict {
  const reason = challenge.authenticate ? "authentication-required" : "step-up-required";
  return { ...plain("challenge", reason, policies), challenge };
}

/** Unknown counts as false. */
export function permitted(policy: Policy, situation: Situation): boolean {
  return names(policy, situation) && holds(policy.when, situation);
}

function holds(conditions: Policy["when"], situation: Situation): boolean {
  return (conditions ?? []).every((one) => evaluateCondition(one, situation) === "true");
}

/** Unknown counts as true in `when` and as false in `unless`; no `unless` lifts nothing (rule 22). */
function forbidden(policy: Policy, situation: Situation): boolean {
  const { when = [], unless = [] } = policy;
  if (!names(policy, situation)) return false;
  if (when.some((one) => evaluateCondition(one, situation) === "false")) return false;
  return unless.length === 0 || !holds(unless, situation);
}

/** Rule 18: a forbid that applies only because the caller is not known is cured by knowing them. */
function cureForbid({ when = [], unless = [] }: Policy, situation: Situation): Remedy | null {
  const lifted = unless.length === 0 ? null : cureAll(unless, situation);
  if (lifted || !situation.caller.anonymous) return lifted;
  const unsure = when.some(
    (one) => readsIdentity(one) && evaluateCondition(one, situation) === "unknown",
  );
  return unsure ? authenticate : null;
}

function cureAll(conditions: Policy["when"], situation: Situation): Remedy | null {
  const failing = (conditions ?? []).filter((one) => evaluateCondition(one, situation) !== "true");
  const remedies = failing.map((one) => findRemedy(one, situation));
  return remedies.includes(null) ? null : unite(remedies.filter((one) => one !== null));
}

/** Rules 18, 23 and 25: the permit in reach that keeps the union with `base` smallest. */
function cheapestPermit(
  permits: readonly Policy[],
  base: Remedy,
  situation: Situation,
): { readonly policy: Policy; readonly remedy: Remedy } | null {
  const { anonymous } = situation.caller;
  const options = permits
    .filter((policy) => (anonymous ? couldName(policy) : names(policy, situation)))
    .flatMap((policy) => {
      const remedy = cureAll(policy.when, situation);
      if (remedy === null) return [];
      return [{ policy, remedy: unite([base, remedy, anonymous ? authenticate : nothing]) }];
    });
  const [best = null] = options.toSorted(
    (left, right) =>
      compare(left.remedy, right.remedy) || byBytes(left.policy.name, right.policy.name),
  );
  return best;
}
