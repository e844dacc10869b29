import type { SearchParams } from "#lib/client/search-input.ts";

export type ApiPlace = {
  readonly slug: string;
  readonly name: string;
  readonly hosts: readonly { readonly host: string; readonly basePath: string }[];
};

export type Gateway = { readonly slug: string; readonly name: string; readonly gatewayUrl: string };

export type Places = { readonly apis: readonly ApiPlace[]; readonly gateways: readonly Gateway[] };

export type Place = {
  readonly api: string | null;
  readonly operation: string | null;
  /** With an address instead of an operation: its path and query. */
  readonly target: string | null;
};

/** Where the page begins: an API and operation by name, or an address as the simulator has it. */
export function placeOf(search: SearchParams, apis: readonly ApiPlace[]): Place {
  const one = (name: string) => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const url = one("url");
  if (url !== null && URL.canParse(url)) {
    const { host, pathname, search: query } = new URL(url);
    const api = apis.find(({ hosts }) => hosts.some((each) => each.host === host));
    if (api) return { api: api.slug, operation: null, target: `${pathname}${query}` };
  }
  const slug = one("api");
  const api = apis.find((each) => each.slug === slug) ?? apis[0];
  return { api: api?.slug ?? null, operation: one("operation"), target: null };
}
