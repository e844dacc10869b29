import type { PolicyData } from "#lib/engine/deployment.ts";
import { methodOf } from "./action-names.ts";

/**
 * The resources of an API that its description names: paths without a parameter, sorted, that have an operation for the
 * action. What stands behind a parameter is the API's own to list.
 */
export function literalPaths(
  { apis, operations }: PolicyData,
  slug: string,
  action: string,
): readonly string[] {
  if (!Object.hasOwn(apis, slug)) return [];
  const method = methodOf(action);
  return Object.values(operations)
    .filter((one) => one.api === slug && one.method === method && one.params.length === 0)
    .map(({ template }) => template.replace(/^\/|\/$/g, ""))
    .filter((path) => path !== "")
    .toSorted();
}
