import { sensitivities } from "./find-operation.ts";
import type { Situation } from "./situation.ts";
import type { Policy } from "./world.ts";

const reading = ["GET", "HEAD", "OPTIONS", "QUERY"];

/** Whether a policy's resources are this operation: all given keys must match (rule 27). */
export function isAbout(
  { effect, resources = {} }: Policy,
  { api, operation }: Situation,
): boolean {
  const { apis = [], operations = [], methods = [], tags = [], access, sensitivity } = resources;
  const rank = sensitivities.indexOf((operation ?? api).sensitivity);
  if (apis !== "all" && !apis.includes(api.slug)) return false;
  if (rank < sensitivities.indexOf(sensitivity?.atLeast ?? "public")) return false;
  if (rank > sensitivities.indexOf(sensitivity?.atMost ?? "restricted")) return false;
  if (!operation) {
    // It has no name and no tags; its method is not known, and unknown never helps.
    if (operations.length > 0 || tags.length > 0) return false;
    return effect === "forbid" || (methods.length === 0 && access === undefined);
  }
  return [
    operations.length === 0 || operations.some((name) => operation.names.includes(name)),
    methods.length === 0 || methods.includes(operation.method),
    tags.length === 0 || tags.some((tag) => operation.tags.includes(tag)),
    access === undefined || (access === "read") === reading.includes(operation.method),
  ].every(Boolean);
}

/** Whether a policy's subjects are this caller (rules 15, 17, 20). */
export function names({ effect, subjects = {} }: Policy, { caller }: Situation): boolean {
  const { roles = [], groups = [], users = [], workloads = [], kinds = [] } = subjects;
  const { anonymous, id, record } = caller;
  const kind = record?.kind;
  const own = kind === "user" ? users : workloads;
  const lists = [roles, groups, users, workloads];
  const nobody = !subjects.everybody && !subjects.authenticated && lists.flat().length === 0;
  if (!isOfKind(kinds, anonymous ? "anonymous" : kind, effect)) return false;
  if (subjects.everybody === true || (effect === "forbid" && nobody)) return true;
  if (anonymous) return false;
  if (effect === "forbid" && !record) return true;
  return [
    subjects.authenticated === true,
    roles.some((role) => caller.roles.includes(role)),
    groups.some((group) => caller.groups.includes(group)),
    record !== null && id !== null && own.includes(id),
  ].some(Boolean);
}

/** Rule 18: whom a permit names may turn out to be the caller, unless it means anonymous ones alone. */
export function couldName({ subjects = {} }: Policy): boolean {
  const { kinds = [] } = subjects;
  return kinds.length === 0 || kinds.includes("user") || kinds.includes("workload");
}

/** A caller of unknown kind is both to a forbid, and neither alone to a permit. */
function isOfKind(
  kinds: readonly string[],
  kind: string | undefined,
  effect: Policy["effect"],
): boolean {
  if (kinds.length === 0) return true;
  if (kind !== undefined) return kinds.includes(kind);
  const both = ["user", "workload"];
  return effect === "forbid"
    ? both.some((one) => kinds.includes(one))
    : both.every((one) => kinds.includes(one));
}
