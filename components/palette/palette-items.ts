import { navigation } from "#components/shell/navigation.ts";
import { paths } from "#lib/client/paths.ts";
import type { FoundThing } from "#lib/search/contract.ts";

export type PaletteItem = {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  readonly href: string;
  /** Keys that go there without the palette. */
  readonly keys?: string | undefined;
};
export type PaletteGroup = { readonly value: string; readonly items: readonly PaletteItem[] };

type Action = { readonly label: string; readonly href: string; readonly permission: string };

const actions: readonly Action[] = [
  { label: "Write a policy", href: paths.newPolicy(), permission: "policies:write" },
  { label: "Import an API", href: paths.importApi(), permission: "apis:write" },
  { label: "Add an API by hand", href: paths.newApi(), permission: "apis:write" },
  { label: "Publish", href: paths.publish(), permission: "releases:publish" },
  { label: "Send a request", href: paths.send(), permission: "requests:send" },
  { label: "See who can call what", href: paths.access(), permission: "policies:read" },
  { label: "Why is everything denied?", href: paths.denials(), permission: "decisions:read" },
  { label: "Connect an enforcer", href: paths.newEnforcer(), permission: "enforcers:write" },
  { label: "Make an API token", href: paths.tokens(), permission: "tokens:write" },
  { label: "Get an access token", href: paths.myToken(), permission: "self:read" },
];

const pathOf: Readonly<Record<FoundThing["kind"], (id: string) => string>> = {
  api: (id) => paths.api(id),
  operation: (id) => paths.api(id, "operations"),
  policy: paths.policy,
  person: paths.person,
  role: paths.role,
  device: paths.device,
  enforcer: paths.enforcer,
};

/** Pages and actions that match the text and that the viewer may use, then what the server found. */
export function paletteGroups(
  q: string,
  permissions: readonly string[],
  found: readonly FoundThing[],
): PaletteGroup[] {
  const fits = (label: string) => label.toLowerCase().includes(q.trim().toLowerCase());
  const mine = ({ label, permission }: { label: string; permission: string }) =>
    fits(label) && permissions.includes(permission);
  const pages = navigation
    .flat()
    .filter(mine)
    .map(({ key, label, href }) => item("page", label, "", href, goToKeys[key]));
  const things = found.map(({ kind, id, name, detail }) =>
    item(kind, name, detail === "" ? kind : `${kind}, ${detail}`, pathOf[kind](id)),
  );
  const groups = [
    { value: "Found", items: things },
    { value: "Go to", items: pages },
    {
      value: "Do",
      items: actions.filter(mine).map(({ label, href }) => item("do", label, "", href)),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** The second key after `g`. */
export const goToKeys: Readonly<Record<string, string>> = {
  overview: "o",
  apis: "a",
  policies: "p",
  releases: "r",
  people: "u",
  devices: "d",
  enforcers: "e",
  decisions: "l",
  audit: "h",
  settings: "s",
};

function item(
  kind: string,
  label: string,
  detail: string,
  href: string,
  keys?: string,
): PaletteItem {
  return { value: `${kind} ${href} ${label}`, label, detail, href, keys };
}
