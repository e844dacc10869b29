import type { Candidates } from "./compile-policies.ts";
import type { ApiData, OperationData, PolicyData } from "./deployment.ts";
import { own } from "./own.ts";
import { buildTrie, type PathTrie } from "./path-trie.ts";

export type CompiledOperation = {
  readonly id: string;
  readonly data: OperationData;
  readonly candidates: Candidates;
};

export type CompiledApi = {
  readonly slug: string;
  readonly data: ApiData;
  readonly candidates: Candidates;
  readonly paths: PathTrie<CompiledOperation>;
  readonly multiPaths: PathTrie<CompiledOperation>;
};

/** A host's base paths, segment by segment. */
export type CompiledHost = {
  readonly api: CompiledApi | null;
  readonly below: ReadonlyMap<string, CompiledHost>;
};

/** Hosts with their APIs as tries. Throws on a document that points at what it does not hold. */
export function compileApis(
  policy: PolicyData,
  candidates: ReadonlyMap<string, Candidates>,
): ReadonlyMap<string, CompiledHost> {
  const candidatesOf = (name: string) => must(candidates.get(name), `candidates ${name}`);
  const operation = (id: string): CompiledOperation => {
    const data = must(own(policy.operations, id), `operation ${id}`);
    return { id, data, candidates: candidatesOf(data.candidates) };
  };
  const apis = new Map<string, CompiledApi>();
  for (const [slug, data] of Object.entries(policy.apis)) {
    apis.set(slug, {
      slug,
      data,
      candidates: candidatesOf(data.candidates),
      paths: buildTrie(compilePaths(data.paths, operation), data.literals),
      multiPaths: buildTrie(compilePaths(data.multi_paths, operation), data.literals),
    });
  }
  return new Map(
    Object.entries(policy.hosts).map(([host, { bases }]) => [
      host,
      compileBases(
        Object.entries(bases).map(([key, slug]) => [
          key.split("/").slice(1),
          must(apis.get(slug), `API ${slug}`),
        ]),
      ),
    ]),
  );
}

type Base = readonly [segments: readonly string[], api: CompiledApi];

function compileBases(bases: readonly Base[]): CompiledHost {
  const below = new Map<string, Base[]>();
  for (const [[first, ...rest], api] of bases)
    if (first !== undefined) below.set(first, [...(below.get(first) ?? []), [rest, api]]);
  return {
    api: bases.find(([segments]) => segments.length === 0)?.[1] ?? null,
    below: new Map([...below].map(([first, deeper]) => [first, compileBases(deeper)])),
  };
}

type Paths = ApiData["paths"];

function compilePaths(
  paths: Paths,
  operation: (id: string) => CompiledOperation,
): [string, ReadonlyMap<string, CompiledOperation>][] {
  return Object.entries(paths).map(([key, methods]) => [
    key,
    new Map(Object.entries(methods).map(([method, id]) => [method, operation(id)])),
  ]);
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the policy bundle names an unknown ${what}`);
  return value;
}
