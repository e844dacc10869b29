import type { Sensitivity } from "./deployment.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** What a policy's `resources` are compared with: an operation, or an API's undocumented operations. */
export type Target = {
  readonly api: string;
  readonly sensitivity: Sensitivity;
  /** Null for undocumented operations. */
  readonly operation: {
    readonly names: ReadonlySet<string>;
    readonly method: string;
    readonly tags: readonly string[];
  } | null;
};

const order: readonly Sensitivity[] = ["public", "internal", "confidential", "restricted"];
const reading: readonly string[] = ["GET", "HEAD", "OPTIONS", "QUERY"];

/** All given keys must match; an empty list is an absent key. */
export function targets({ effect, resources }: PolicyDocument, target: Target): boolean {
  if (!resources) return false;
  const { apis, sensitivity } = resources;
  if (!apis || (apis !== "all" && !apis.includes(target.api))) return false;
  const rank = order.indexOf(target.sensitivity);
  if (sensitivity?.atLeast && rank < order.indexOf(sensitivity.atLeast)) return false;
  if (sensitivity?.atMost && rank > order.indexOf(sensitivity.atMost)) return false;
  return target.operation
    ? targetsOperation(resources, target.operation)
    : targetsUndocumented(effect, resources);
}

type Resources = NonNullable<PolicyDocument["resources"]>;

function targetsOperation(
  { operations, methods, access, tags }: Resources,
  { names, method, tags: own }: NonNullable<Target["operation"]>,
): boolean {
  if (operations?.length && !operations.some((name) => names.has(name))) return false;
  if (methods?.length && !methods.includes(method)) return false;
  if (access && (access === "read") !== reading.includes(method)) return false;
  return !tags?.length || tags.some((tag) => own.includes(tag));
}

/**
 * An undocumented operation has no name and no tags, so no policy that asks for one means it. Its method
 * is not known when candidates are made, and unknown never helps the caller: a forbid that asks for a method
 * counts, a permit does not.
 */
function targetsUndocumented(
  effect: PolicyDocument["effect"],
  { operations, methods, access, tags }: Resources,
): boolean {
  if (operations?.length || tags?.length) return false;
  return effect === "forbid" || (!methods?.length && access === undefined);
}
