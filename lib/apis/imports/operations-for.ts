import type { DescribedOperation, Description } from "#lib/apis/description/description.ts";

/**
 * The described operations that an API can have: paths that end in a slash only where it requires trailing
 * slashes. There, a path with and one without are the same request.
 */
export function operationsFor(
  { operations }: Pick<Description, "operations">,
  trailingSlash: string,
): readonly DescribedOperation[] {
  if (trailingSlash !== "required") return operations.filter(({ endsInSlash }) => !endsInSlash);
  const byPlace = new Map<string, DescribedOperation>();
  for (const each of operations) {
    const place = `${each.method} ${each.shape}`;
    const same = byPlace.get(place);
    byPlace.set(
      place,
      same ? { ...same, operationIds: [...same.operationIds, ...each.operationIds] } : each,
    );
  }
  return [...byPlace.values()];
}
