import type { PolicyData } from "#lib/engine/deployment.ts";

/** Where requests to an API go: a host of its own and the base path as it is sent. */
export type ApiPlace = { readonly host: string; readonly base: string };

const known = new WeakMap<PolicyData, ReadonlyMap<string, ApiPlace>>();

/** By slug, the first host by name. An API that only has hosts with wildcards has no place of its own. */
export function apiPlaces(policy: PolicyData): ReadonlyMap<string, ApiPlace> {
  const places = known.get(policy) ?? findPlaces(policy);
  known.set(policy, places);
  return places;
}

function findPlaces({ hosts }: PolicyData): ReadonlyMap<string, ApiPlace> {
  const places = new Map<string, ApiPlace>();
  for (const host of Object.keys(hosts).toSorted()) {
    if (host.startsWith("*.")) continue;
    for (const [key, slug] of Object.entries(hosts[host]?.bases ?? {}))
      if (!places.has(slug)) places.set(slug, { host, base: encodePath(key) });
  }
  return places;
}

/** Decoded segments, each after a slash, as a path on the wire. */
export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
