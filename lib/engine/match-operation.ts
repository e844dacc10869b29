import type { CanonicalRequest } from "./canonicalise.ts";
import type { CompiledApi, CompiledHost, CompiledOperation } from "./compile-apis.ts";
import { isLookalike, searchTrie, type PathMatch } from "./path-trie.ts";

/** An API, and how many segments of the path are its base path. */
export type ApiMatch = {
  readonly api: CompiledApi;
  readonly segments: readonly string[];
  readonly depth: number;
};

/**
 * Rule 28: the host (an exact one beats a wildcard), then the longest base path on segment boundaries; no
 * fall-back to a shorter one.
 */
export function matchApi(
  hosts: ReadonlyMap<string, CompiledHost>,
  { host, segments }: Pick<CanonicalRequest, "host" | "segments">,
): ApiMatch | null {
  let at = hosts.get(host) ?? hosts.get(`*${host.slice(Math.max(host.indexOf("."), 0))}`);
  let api: CompiledApi | null = null;
  let depth = 0;
  for (let index = 0; at; index += 1) {
    if (at.api) {
      ({ api } = at);
      depth = index;
    }
    const segment = segments[index];
    at = segment === undefined ? undefined : at.below.get(segment);
  }
  return api && { api, segments, depth };
}

export type OperationMatch =
  | {
      readonly state: "found";
      readonly operation: CompiledOperation;
      readonly path: PathValues;
    }
  | { readonly state: "none" }
  | { readonly state: "malformed"; readonly detail: string };

/** The template's parameters and what stood in their places, in the same order. */
export type PathValues = {
  readonly names: readonly string[];
  readonly values: readonly string[];
};

export const noPathValues: PathValues = { names: [], values: [] };

/** Of two parameters with one name the last counts. */
export function pathValue({ names, values }: PathValues, name: string): string | undefined {
  return values[names.lastIndexOf(name)];
}

const notFound: OperationMatch = { state: "none" };

/** Rule 29: the path first, then the method; a method that is missing there is not looked for elsewhere. */
export function matchOperation(match: ApiMatch, method: string): OperationMatch {
  const { api, segments, depth } = match;
  const found = searchTrie(api.paths, segments, depth, segments.length) ?? matchMulti(match);
  if (!found) return notFound;
  if (found.lookalike) return { state: "malformed", detail: "a parameter looks like a literal" };
  const operation =
    found.leaf.get(method) ?? (method === "HEAD" ? found.leaf.get("GET") : undefined);
  if (!operation) return notFound;
  const names = operation.data.params;
  return { state: "found", operation, path: { names, values: found.values } };
}

/** Rule 32: `{path+}` takes one segment or more, the longest template before it wins. */
function matchMulti({ api, segments, depth }: ApiMatch): PathMatch<CompiledOperation> | null {
  for (const length of api.data.multi_depths) {
    const end = depth + length;
    if (end >= segments.length) continue;
    const found = searchTrie(api.multiPaths, segments, depth, end);
    if (!found) continue;
    const rest = segments.slice(end).join("/");
    return {
      ...found,
      values: [...found.values, rest],
      lookalike: found.lookalike || isLookalike(found.node, rest),
    };
  }
  return null;
}
