import { placeName } from "#lib/apis/place-name.ts";
import type { DescribedOperation } from "#lib/apis/description/description.ts";
import type { Sensitivity } from "#lib/apis/contract.ts";

export type StoredOperation = {
  readonly id: string;
  readonly key: string;
  readonly method: string;
  readonly template: string;
  readonly shape: string;
  readonly operationIds: readonly string[];
  readonly summary: string;
  readonly tags: readonly string[];
  readonly deprecated: boolean;
  readonly sensitivity: Sensitivity | null;
  readonly origin: string;
};

export type ComparedOperations = {
  readonly added: readonly (DescribedOperation & { readonly key: string })[];
  readonly changed: readonly {
    readonly before: StoredOperation;
    readonly after: DescribedOperation;
    readonly what: string[];
  }[];
  readonly removed: readonly StoredOperation[];
  /** Made by hand and not described. */
  readonly kept: readonly StoredOperation[];
  readonly unchanged: readonly StoredOperation[];
};

/**
 * What a description would do to an API's operations. An operation is its method and path with names erased:
 * one that is described again keeps its key, its sensitivity and its rate limit, whatever else has changed.
 */
export function compareOperations(
  stored: readonly StoredOperation[],
  described: readonly DescribedOperation[],
  remove = true,
): ComparedOperations {
  const byPlace = new Map(stored.map((each) => [placeOf(each), each]));
  const places = new Set(described.map(placeOf));
  const missing = stored.filter((each) => !places.has(placeOf(each)));
  const removed = remove ? missing.filter(({ origin }) => origin !== "console") : [];
  const kept = missing.filter((each) => !removed.includes(each));
  const pairs = described.flatMap((after) => {
    const before = byPlace.get(placeOf(after));
    return before ? [{ before, after, what: differences(before, after) }] : [];
  });
  const taken = new Set([...kept, ...pairs.map(({ before }) => before)].map(({ key }) => key));
  return {
    added: described
      .filter((each) => !byPlace.has(placeOf(each)))
      .map((each) => withKey(each, taken)),
    changed: pairs.filter(({ what }) => what.length > 0),
    removed,
    kept,
    unchanged: pairs.filter(({ what }) => what.length === 0).map(({ before }) => before),
  };
}

function placeOf({ method, shape }: { readonly method: string; readonly shape: string }): string {
  return `${method} ${shape}`;
}

/**
 * Named by its operationId where that is free, else by method and path, which always is: an operationId of that
 * form names nothing.
 */
function withKey(
  operation: DescribedOperation,
  taken: Set<string>,
): DescribedOperation & { readonly key: string } {
  const free = operation.operationIds.find((id) => !taken.has(id) && !/^[A-Z]+ \//.test(id));
  const key = free ?? placeName(operation.method, operation.template);
  taken.add(key);
  return { ...operation, key };
}

function differences(before: StoredOperation, after: DescribedOperation): string[] {
  const what: string[] = [];
  if (before.template !== after.template) what.push(`path ${before.template}`);
  if (!sameSet(before.operationIds, after.operationIds))
    what.push(`operationId ${before.operationIds.join(", ") || "none"}`);
  if (before.summary !== after.summary) what.push("summary");
  if (!sameSet(before.tags, after.tags)) what.push(`tags ${before.tags.join(", ") || "none"}`);
  if (before.deprecated !== after.deprecated)
    what.push(after.deprecated ? "now deprecated" : "no longer deprecated");
  return what;
}

function sameSet(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each) => right.includes(each));
}
