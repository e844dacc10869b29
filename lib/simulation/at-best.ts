import { normaliseCondition, type PolicyCondition } from "#lib/engine/policy-condition.ts";
import type { Condition } from "#lib/engine/deployment.ts";
import { behaviourOf } from "#lib/engine/conditions/conditions.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";

export type AtBest = { readonly content: ReleaseContent; readonly assumed: readonly string[] };

/**
 * The same release with every condition of the moment fulfilled: where the caller is, what time it is, which
 * object they ask for. What is left depends on who they are, on which device and how they signed in, so that
 * "who can call this?" has one answer per person and operation. A forbid that only holds in some moments is left out.
 */
export function atBest(content: ReleaseContent): AtBest {
  const assumed = new Set<string>();
  const keep = (list: readonly PolicyCondition[], name: string): PolicyCondition[] =>
    list.filter((condition) => {
      const wire = normaliseCondition(condition);
      if (!isOfTheMoment(wire)) return true;
      assumed.add(`${behaviourOf(wire).explain(wire)} (${name})`);
      return false;
    });
  const policies = content.policies.flatMap((policy): PolicyDocument[] => {
    const when = policy.when ?? [];
    const unless = policy.unless ?? [];
    if (policy.effect === "permit") return [{ ...policy, when: keep(when, policy.name) }];
    if (keep(when, policy.name).length < when.length) return [];
    const left = keep(unless, policy.name);
    return left.length === 0 && unless.length > 0 ? [] : [{ ...policy, unless: left }];
  });
  return { content: { ...content, policies }, assumed: [...assumed] };
}

function isOfTheMoment(condition: Condition): boolean {
  if (["network", "country", "schedule"].includes(condition.kind)) return true;
  if (condition.kind !== "attribute") return false;
  const { left, right } = condition;
  return isOfTheRequest(left) || (right !== null && "ref" in right && isOfTheRequest(right.ref));
}

/** Path and query parameters say which object is asked for. */
function isOfTheRequest(name: string): boolean {
  return name.startsWith("path.") || name.startsWith("query.");
}
