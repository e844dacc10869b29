import type { CompiledPolicy, Selectors } from "./compile-policies.ts";
import type { Caller } from "./identify-caller.ts";

/** The permits that name this caller. */
export function selectPermits(selectors: Selectors, caller: Caller): readonly CompiledPolicy[] {
  const named =
    caller.subject.state === "anonymous" ? selectors.everybody : namedPolicies(selectors, caller);
  return selectors.narrowed
    ? named.filter(({ kinds }) => matchesKinds(kinds, caller, "permit"))
    : named;
}

/**
 * The forbids that name this caller. Rule 15: of a verified caller without a directory record nobody knows
 * the roles and groups, so each forbid that names any names them.
 */
export function selectForbids(selectors: Selectors, caller: Caller): readonly CompiledPolicy[] {
  const { subject } = caller;
  const named =
    subject.state === "anonymous"
      ? selectors.everybody
      : subject.record
        ? namedPolicies(selectors, caller)
        : selectors.all;
  return selectors.narrowed
    ? named.filter(({ kinds }) => matchesKinds(kinds, caller, "forbid"))
    : named;
}

/** Rule 18: the permits that could name an anonymous caller once they are known. */
export function selectReachablePermits(selectors: Selectors): readonly CompiledPolicy[] {
  return selectors.all.filter(
    ({ kinds }) => kinds === null || kinds.includes("user") || kinds.includes("workload"),
  );
}

/** Copies nothing as long as one list is all there is, which is most often so. */
function namedPolicies(selectors: Selectors, caller: Caller): readonly CompiledPolicy[] {
  let named = join(selectors.everybody, selectors.authenticated);
  named = join(named, byName(selectors, caller));
  named = joinNamed(named, selectors.roles, caller.roles);
  named = joinNamed(named, selectors.groups, caller.groups);
  return selectors.repeated ? [...new Set(named)] : named;
}

/** Asks the shorter of the two: most operations name fewer roles than a caller has. */
function joinNamed(
  named: readonly CompiledPolicy[],
  table: Selectors["roles"],
  own: readonly string[],
): readonly CompiledPolicy[] {
  let joined = named;
  if (table.size < own.length) {
    for (const [name, policies] of table) if (own.includes(name)) joined = join(joined, policies);
  } else {
    for (const name of own) joined = join(joined, table.get(name) ?? none);
  }
  return joined;
}

function join(
  left: readonly CompiledPolicy[],
  right: readonly CompiledPolicy[],
): readonly CompiledPolicy[] {
  if (right.length === 0) return left;
  return left.length === 0 ? right : [...left, ...right];
}

const none: readonly CompiledPolicy[] = [];

/** A subject without a directory record has no name that a policy could know. */
function byName(selectors: Selectors, { subject }: Caller): readonly CompiledPolicy[] {
  if (subject.state === "anonymous" || !subject.record) return none;
  const table = subject.record.kind === "user" ? selectors.users : selectors.workloads;
  return table.get(subject.id) ?? none;
}

/** A caller whose kind is unknown is both to a forbid, and neither alone to a permit. */
function matchesKinds(
  kinds: CompiledPolicy["kinds"],
  { subject }: Caller,
  effect: "permit" | "forbid",
): boolean {
  if (kinds === null) return true;
  if (subject.state === "anonymous") return kinds.includes("anonymous");
  if (subject.kind !== null) return kinds.includes(subject.kind);
  const both = [kinds.includes("user"), kinds.includes("workload")];
  return effect === "forbid" ? both.includes(true) : !both.includes(false);
}
