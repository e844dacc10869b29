import { CandidateTable } from "./candidate-table.ts";
import type { ApiData, HostData, OperationData, PolicyData, Revision } from "./deployment.ts";
import { highestSensitivity, indexOperations, indexPaths } from "./index-api.ts";
import { normalisePolicy } from "./normalise-policy.ts";
import { parseHostEntry } from "./parse-host.ts";
import { parseTemplate, templateKey } from "./parse-template.ts";
import type { ApiContent, ReleaseContent } from "./release-content.ts";

/** What a release does not know about itself: where and as what it is published. */
export type ReleasePlace = {
  readonly deployment: string;
  readonly channel: string;
  readonly revision: Revision;
  readonly release: number;
  readonly atLeast: { readonly directory: Revision };
};

/**
 * Turns a release into the document that enforcers look decisions up in. The content must be free of
 * errors by `checkRelease`; what that reports as an error makes this throw. The same content gives the same
 * document.
 */
export function indexRelease(content: ReleaseContent, place: ReleasePlace): PolicyData {
  const active = content.policies.filter(({ mode }) => mode !== "off");
  const table = new CandidateTable(active);
  const apis: Record<string, ApiData> = {};
  const operations: Record<string, OperationData> = {};
  for (const api of content.apis) apis[api.slug] = indexApi(api, table, operations);
  const policies = Object.fromEntries(
    active.map((document) => [document.name, normalisePolicy(document)]),
  );
  if (Object.keys(policies).length < active.length)
    throw new Error("two policies have the same name");
  return {
    format: 1,
    deployment: place.deployment,
    channel: place.channel,
    revision: place.revision,
    release: place.release,
    at_least: { directory: place.atLeast.directory },
    ...indexHosts(content.apis),
    apis,
    operations,
    candidates: table.sets(),
    policies,
  };
}

function indexApi(
  api: ApiContent,
  table: CandidateTable,
  operations: Record<string, OperationData>,
): ApiData {
  const indexed = indexOperations(api);
  for (const { id, names, data } of indexed) {
    const target = { api: api.slug, sensitivity: data.sensitivity, operation: { names, ...data } };
    operations[id] = { ...data, candidates: table.nameOf(target) };
  }
  const observed =
    api.mode !== "enforce" && api.sensitivity !== "restricted" ? api.mode.observeUntil : null;
  const mayContinue = highestSensitivity(api.sensitivity, "internal") === "internal";
  return {
    name: api.name,
    sensitivity: api.sensitivity,
    criticality: api.criticality,
    data_classes: api.dataClasses,
    exposure: api.exposure,
    audience: api.audience,
    observe_until: observed,
    undocumented: api.undocumented,
    cors: api.cors,
    trailing_slash: api.trailingSlash,
    stale: mayContinue ? api.stale : "deny",
    signals_age_seconds_max: api.signalsAgeSecondsMax,
    rate_limit: api.rateLimit,
    ...indexPaths(indexed),
    candidates: table.nameOf({ api: api.slug, sensitivity: api.sensitivity, operation: null }),
  };
}

function indexHosts(apis: readonly ApiContent[]): Pick<PolicyData, "hosts" | "ports"> {
  const hosts = new Map<string, Map<string, { readonly depth: number; readonly api: string }>>();
  const ports = new Set([80, 443]);
  for (const api of apis) {
    for (const { host: text, basePath } of api.hosts) {
      const entry = parseHostEntry(text);
      const base = parseTemplate(basePath);
      if (!entry || !base) throw new Error(`not a host and base path: ${text}${basePath}`);
      if (entry.port !== null) ports.add(entry.port);
      const bases = hosts.get(entry.host) ?? new Map<string, { depth: number; api: string }>();
      const key = templateKey(base);
      const other = bases.get(key)?.api ?? api.slug;
      if (other !== api.slug)
        throw new Error(`two APIs at ${text}${basePath}: ${other}, ${api.slug}`);
      hosts.set(entry.host, bases.set(key, { depth: base.segments.length, api: api.slug }));
    }
  }
  const entries = [...hosts].map(([host, bases]): [string, HostData] => [host, hostData(bases)]);
  return { hosts: Object.fromEntries(entries), ports: [...ports].toSorted((a, b) => a - b) };
}

function hostData(
  bases: ReadonlyMap<string, { readonly depth: number; readonly api: string }>,
): HostData {
  const depths = new Set([...bases.values()].map(({ depth }) => depth));
  return {
    depths: [...depths].toSorted((a, b) => b - a),
    bases: Object.fromEntries([...bases].map(([key, { api }]) => [key, api])),
  };
}
