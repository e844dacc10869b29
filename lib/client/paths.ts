/** Every page of the console, once: links come from here and nowhere else. */
const e = encodeURIComponent;

export const paths = {
  overview: () => "/",
  apis: () => "/apis",
  api: (slug: string, tab?: string) => withQuery(`/apis/${e(slug)}`, tab ? { tab } : {}),
  apiOperation: (slug: string, key: string) => withQuery(`/apis/${e(slug)}`, { q: key }),
  newApi: () => "/apis/new",
  importApi: (slug?: string) => (slug ? `/apis/import?into=${e(slug)}` : "/apis/import"),
  apiImport: (id: string) => `/apis/import/${e(id)}`,
  policies: (filter: Readonly<Record<string, string>> = {}) => withQuery("/policies", filter),
  access: (filter: Readonly<Record<string, string>> = {}) => withQuery("/policies/access", filter),
  newPolicy: (begin: Readonly<Record<string, string>> = {}) => withQuery("/policies/new", begin),
  policy: (name: string, view: Readonly<Record<string, string>> = {}) =>
    withQuery(`/policies/${e(name)}`, view),
  send: (
    what: { readonly api?: string; readonly operation?: string; readonly url?: string } = {},
  ) => withQuery("/send", what),
  releases: (filter: Readonly<Record<string, string>> = {}) => withQuery("/releases", filter),
  release: (number: number) => `/releases/${number}`,
  publish: (target: Readonly<Record<string, string>> = {}) =>
    withQuery("/releases/publish", target),
  compareReleases: (from: number, to: number) => `/releases/compare?from=${from}&to=${to}`,
  people: (filter: Readonly<Record<string, string>> = {}) => withQuery("/people", filter),
  person: (slug: string) => `/people/${e(slug)}`,
  roles: () => "/people/roles",
  role: (slug: string) => `/people/roles/${e(slug)}`,
  devices: (filter: Readonly<Record<string, string>> = {}) => withQuery("/devices", filter),
  device: (slug: string) => `/devices/${e(slug)}`,
  enforcers: (filter: Readonly<Record<string, string>> = {}) => withQuery("/enforcers", filter),
  newEnforcer: () => "/enforcers/new",
  enforcer: (slug: string) => `/enforcers/${e(slug)}`,
  decisions: (filter: Readonly<Record<string, string>> = {}) => withQuery("/decisions", filter),
  reason: (code?: string) => (code ? `/decisions/reasons#${e(code)}` : "/decisions/reasons"),
  losses: (filter: Readonly<Record<string, string>> = {}) => withQuery("/decisions/losses", filter),
  unreadable: (filter: Readonly<Record<string, string>> = {}) =>
    withQuery("/decisions/unreadable", filter),
  denials: () => "/decisions/denials",
  decision: (id: string) => `/decisions/${e(id)}`,
  audit: (filter: Readonly<Record<string, string>> = {}) => withQuery("/audit", filter),
  settings: () => "/settings",
  tokens: () => "/settings/tokens",
  keys: () => "/settings/keys",
  issuers: () => "/settings/issuers",
  channels: () => "/settings/channels",
  portal: () => "/me",
  myDevices: () => "/me/devices",
  myToken: () => "/me/token",
  signIn: (next?: string) => withQuery("/sign-in", next ? { next } : {}),
  firstRun: (token: string) => `/first-run?token=${e(token)}`,
  invitation: (token: string) => `/invitation?token=${e(token)}`,
} as const;

function withQuery(path: string, filter: Readonly<Record<string, string>>): string {
  const search = new URLSearchParams(filter).toString();
  return search === "" ? path : `${path}?${search}`;
}
