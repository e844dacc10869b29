import type { Atom, PeerFacts, PeerRule } from "#bench/deployment/peer-rule.ts";

/** The meaning of the peers' rules, as slowly and obviously as possible: deny by default, forbid beats permit. */
export function naive(rules: readonly PeerRule[], facts: PeerFacts): boolean {
  const named = rules.filter(
    ({ role, operations }) =>
      operations.includes(facts.operation) && (role === null || facts.roles.includes(role)),
  );
  const holds = (atom: Atom) => atomHolds(atom, facts);
  const forbidden = named.some(
    ({ effect, when, unless }) =>
      effect === "forbid" && when.every(holds) && !(unless.length > 0 && unless.every(holds)),
  );
  return !forbidden && named.some(({ effect, when }) => effect === "permit" && when.every(holds));
}

function atomHolds(atom: Atom, facts: PeerFacts): boolean {
  const fact = facts[atom.fact];
  if (atom.is === "sameAs") return fact === facts[atom.value];
  if (atom.is === "equals") return fact === atom.value;
  if (atom.is === "atLeast") return typeof fact === "number" && fact >= atom.value;
  if (atom.is === "atMost") return typeof fact === "number" && fact <= atom.value;
  if (Array.isArray(fact)) return fact.some((one) => one === atom.value);
  return (
    Array.isArray(atom.value) && atom.value.some((one) => one === fact) === (atom.is === "oneOf")
  );
}
