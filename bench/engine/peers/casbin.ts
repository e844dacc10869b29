import { newEnforcer, newModel } from "casbin";
import type { Atom, PeerRule } from "#bench/deployment/peer-rule.ts";
import { factsOf, type Prepare } from "#bench/engine/contender.ts";

/** Its ABAC with rules in the policy: roles by `g`, conditions as expressions, deny overrides. */
const model = `
[request_definition]
r = sub, op, f

[policy_definition]
p = sub, op, cond, eft

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = r.op == p.op && (p.sub == "everybody" || g(r.sub, p.sub)) && eval(p.cond)
`;

export const casbin: Prepare = async (world) => {
  const facts = factsOf(world);
  const enforcer = await newEnforcer(newModel(model));
  await enforcer.addPolicies(world.rules.flatMap(lines));
  const roles = new Map(facts.map((one) => [one.user, one.roles]));
  await enforcer.addGroupingPolicies(
    [...roles].flatMap(([user, names]) => names.map((role) => [user, role])),
  );
  return (index) => {
    const one = facts[index];
    return one !== undefined && enforcer.enforceSync(one.user, one.operation, one);
  };
};

/** One line for each operation; a number in front keeps two rules that say the same apart. */
function lines({ effect, role, operations, when, unless }: PeerRule, at: number): string[][] {
  const holds = conjunction(when);
  const text = unless.length > 0 ? `${holds} && !(${conjunction(unless)})` : holds;
  const condition = `${at} >= 0 && ${text}`;
  const verdict = effect === "permit" ? "allow" : "deny";
  return operations.map((operation) => [role ?? "everybody", operation, condition, verdict]);
}

function conjunction(atoms: readonly Atom[]): string {
  return atoms.length > 0 ? atoms.map(expression).join(" && ") : "true";
}

function expression(atom: Atom): string {
  const fact = `r.f.${atom.fact}`;
  switch (atom.is) {
    case "atLeast":
      return `${fact} >= ${atom.value}`;
    case "atMost":
      return `${fact} <= ${atom.value}`;
    case "equals":
      return `${fact} == ${atom.value}`;
    case "has":
      return `${fact}.includes('${atom.value}')`;
    case "sameAs":
      return `${fact} == r.f.${atom.value}`;
    case "oneOf":
      return `(${atom.value.map((one) => `${fact} == '${one}'`).join(" || ")})`;
    case "noneOf":
      return `(${atom.value.map((one) => `${fact} != '${one}'`).join(" && ")})`;
  }
}
