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
  if (!resources || !targetsApi(resources, target)) return false;
  return target.operation
    ? targetsOperation(resources, target.operation)
    : targetsUndocumented(effect, resources);
}

type Resources = NonNullable<PolicyDocument["resources"]>;

function targetsApi({ apis, sensitivity }: Resources, target: Target): boolean {
  if (apis !== "all" && !apis?.includes(target.api)) return false;
  const rank = order.indexOf(target.sensitivity);
  const least = order.indexOf(sensitivity?.atLeast ?? "public");
  const most = order.indexOf(sensitivity?.atMost ?? "restricted");
  return least <= rank && rank <= most;
}

function targetsOperation(
  { operations, methods, access, tags }: Resources,
  { names, method, tags: own }: NonNullable<Target["operation"]>,
): boolean {
  return (
    allows(operations, (name) => names.has(name)) &&
    allows(methods, (one) => one === method) &&
    allows(tags, (tag) => own.includes(tag)) &&
    (access === undefined || (access === "read") === reading.includes(method))
  );
}

function allows(list: readonly string[] | undefined, test: (name: string) => boolean): boolean {
  return !list?.length || list.some(test);
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
