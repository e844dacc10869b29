import type { CanonicalRequest } from "./canonicalise.ts";
import type { CompiledApi, CompiledHost, CompiledOperation } from "./compile-apis.ts";
import { isLookalike, searchTrie, type PathMatch } from "./path-trie.ts";

/** An API, and what of the path is below its base path. */
export type ApiMatch = { readonly api: CompiledApi; readonly segments: readonly string[] };

/**
 * Rule 28: the host (an exact one beats a wildcard), then the longest base path on segment boundaries; no
 * fall-back to a shorter one.
 */
export function matchApi(
  hosts: ReadonlyMap<string, CompiledHost>,
  { host, segments }: CanonicalRequest,
): ApiMatch | null {
  const found = hosts.get(host) ?? hosts.get(`*${host.slice(Math.max(host.indexOf("."), 0))}`);
  if (!found) return null;
  for (const depth of found.depths) {
    if (depth > segments.length) continue;
    const api = found.bases.get(depth === 0 ? "" : `/${segments.slice(0, depth).join("/")}`);
    if (api) return { api, segments: depth === 0 ? segments : segments.slice(depth) };
  }
  return null;
}

export type OperationMatch =
  | {
      readonly state: "found";
      readonly operation: CompiledOperation;
      readonly path: ReadonlyMap<string, string>;
    }
  | { readonly state: "none" }
  | { readonly state: "malformed"; readonly detail: string };

/** Rule 29: the path first, then the method; a method that is missing there is not looked for elsewhere. */
export function matchOperation({ api, segments }: ApiMatch, method: string): OperationMatch {
  const found = searchTrie(api.paths, segments, segments.length) ?? matchMulti(api, segments);
  if (!found) return { state: "none" };
  if (found.lookalike) return { state: "malformed", detail: "a parameter looks like a literal" };
  const operation =
    found.leaf.get(method) ?? (method === "HEAD" ? found.leaf.get("GET") : undefined);
  if (!operation) return { state: "none" };
  return { state: "found", operation, path: nameValues(operation.data.params, found.values) };
}

/** Rule 32: `{path+}` takes one segment or more, the longest template before it wins. */
function matchMulti(
  api: CompiledApi,
  segments: readonly string[],
): PathMatch<CompiledOperation> | null {
  for (const depth of api.data.multi_depths) {
    if (depth >= segments.length) continue;
    const found = searchTrie(api.multiPaths, segments, depth);
    if (!found) continue;
    const rest = segments.slice(depth).join("/");
    return {
      ...found,
      values: [...found.values, rest],
      lookalike: found.lookalike || isLookalike(found.node, rest),
    };
  }
  return null;
}

const noValues: ReadonlyMap<string, string> = new Map();

function nameValues(
  params: readonly string[],
  values: readonly string[],
): ReadonlyMap<string, string> {
  if (params.length === 0) return noValues;
  return new Map(params.map((name, index) => [name, values[index] ?? ""]));
}
