import type { CompiledCondition, CompiledPolicy } from "./compile-policies.ts";
import type { Situation } from "./situation.ts";
import type { TraceEntry } from "./decision.ts";
import type { Facts } from "./facts.ts";
import type { Caller } from "./identify-caller.ts";
import { forbidApplies, holdsAll } from "./judge-policies.ts";
import { selectForbids, selectPermits } from "./select-policies.ts";
import { compareUtf8 } from "./compare-utf8.ts";

/** Every policy that targets this operation, whether it names the caller, and what each condition read. */
export function traceDecision(
  { api, operation }: Situation,
  caller: Caller,
  facts: Facts,
): readonly TraceEntry[] {
  const { forbid, permit } = operation?.candidates ?? api.candidates;
  const named = new Set([...selectForbids(forbid, caller), ...selectPermits(permit, caller)]);
  return [...forbid.all, ...permit.all]
    .toSorted((left, right) => compareUtf8(left.name, right.name))
    .map((policy) => tracePolicy(policy, named.has(policy), facts));
}

function tracePolicy(policy: CompiledPolicy, matches: boolean, facts: Facts): TraceEntry {
  const applies =
    policy.effect === "forbid" ? forbidApplies(policy, facts) : holdsAll(policy.when, facts);
  return {
    policy: policy.name,
    effect: policy.effect,
    mode: policy.shadow ? "shadow" : "enforce",
    matches,
    applies: matches && applies,
    conditions: [
      ...policy.when.map((one) => traceCondition("when", one, facts)),
      ...policy.unless.map((one) => traceCondition("unless", one, facts)),
    ],
  };
}

function traceCondition(
  clause: "when" | "unless",
  { condition, behaviour, evaluate }: CompiledCondition,
  facts: Facts,
): TraceEntry["conditions"][number] {
  return {
    clause,
    kind: condition.kind,
    says: behaviour.explain(condition),
    value: evaluate(facts),
    read: behaviour.read(condition, facts),
  };
}
