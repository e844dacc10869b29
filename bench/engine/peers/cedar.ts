import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";
import type { Atom, PeerFacts, PeerRule } from "#bench/deployment/peer-rule.ts";
import { factsOf, type Prepare } from "#bench/engine/contender.ts";

/** Policies as Cedar's own text, parsed once; the caller's roles come as the entities of the call. */
export const cedar: Prepare = (world) => {
  const text = world.rules.map(policyText).join("\n");
  const parsed = preparsePolicySet("bench", { staticPolicies: text });
  if (parsed.type === "failure") throw new Error(JSON.stringify(parsed.errors.slice(0, 3)));
  const calls = factsOf(world).map(callOf);
  return (index) => {
    const call = calls[index];
    if (!call) return false;
    const answer = statefulIsAuthorized(call);
    if (answer.type === "failure") throw new Error(JSON.stringify(answer.errors.slice(0, 3)));
    return answer.response.decision === "allow";
  };
};

function callOf(facts: PeerFacts): Parameters<typeof statefulIsAuthorized>[0] {
  const { user, roles, operation, scopes, ...plain } = facts;
  const principal = { type: "User", id: user };
  return {
    principal,
    action: { type: "Action", id: operation },
    resource: { type: "Api", id: "api" },
    context: { ...plain, scopes: [...scopes] },
    preparsedPolicySetId: "bench",
    entities: [
      { uid: principal, attrs: {}, parents: roles.map((id) => ({ type: "Role", id })) },
      ...roles.map((id) => ({ uid: { type: "Role", id }, attrs: {}, parents: [] })),
    ],
  };
}

function policyText({ name, effect, role, operations, when, unless }: PeerRule): string {
  const principal = role === null ? "principal" : `principal in Role::"${role}"`;
  const actions = operations.map((id) => `Action::"${id}"`);
  const action =
    actions.length === 1 ? `action == ${actions[0]}` : `action in [${actions.join(", ")}]`;
  return `@id("${name}") ${effect}(${principal}, ${action}, resource)${clause("when", when)}${clause("unless", unless)};`;
}

function clause(word: string, atoms: readonly Atom[]): string {
  return atoms.length > 0 ? ` ${word} { ${atoms.map(expression).join(" && ")} }` : "";
}

function expression(atom: Atom): string {
  const fact = `context.${atom.fact}`;
  switch (atom.is) {
    case "atLeast":
      return `${fact} >= ${atom.value}`;
    case "atMost":
      return `${fact} <= ${atom.value}`;
    case "equals":
      return `${fact} == ${atom.value}`;
    case "has":
      return `${fact}.contains("${atom.value}")`;
    case "sameAs":
      return `${fact} == context.${atom.value}`;
    case "oneOf":
      return `${JSON.stringify(atom.value)}.contains(${fact})`;
    case "noneOf":
      return `!(${JSON.stringify(atom.value)}.contains(${fact}))`;
  }
}
