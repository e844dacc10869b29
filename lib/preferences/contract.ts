import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { displayName } from "#lib/page.ts";

/** The lists of the console that keep columns and views; each by the name of its contract. */
export const keptLists = [
  "apis.list",
  "apis.listOperations",
  "policies.list",
  "releases.list",
  "users.list",
  "roles.list",
  "devices.list",
  "enforcers.list",
  "decisions.list",
  "audit.list",
  "apiTokens.list",
] as const;
export type KeptList = (typeof keptLists)[number];

const column = z.string().regex(/^[a-z][a-zA-Z]{0,39}$/, "must be a column's key");
const columns = z.array(column).max(40);

/** How somebody likes the console to look; it follows them to another machine. */
export const preferencesShape = z.object({
  density: z.enum(["comfortable", "compact"]).default("comfortable"),
  /** Whether single letters are shortcuts (WCAG 2.2, 2.1.4 asks for a way to turn them off). */
  letterKeys: z.boolean().default(true),
  /** Columns shown, by list; a list that is missing shows what it shows to everybody. */
  columns: z.partialRecord(z.enum(keptLists), columns).default({}),
});
export type Preferences = z.output<typeof preferencesShape>;

const savedView = z.object({
  id: z.uuid(),
  list: z.enum(keptLists),
  name: z.string(),
  /** Search, filters, sort and columns, as in the address of the list. */
  query: z.string(),
  shared: z.boolean(),
  mine: z.boolean(),
});
export type SavedView = z.output<typeof savedView>;

/** Where in a list somebody stands is no part of a view. */
const query = z
  .string()
  .max(2000, "2,000 characters at most")
  .transform((text) => {
    const search = new URLSearchParams(text);
    search.delete("cursor");
    return search.toString();
  });
const name = displayName.refine((text) => text.length <= 60, "60 characters at most");

export const preferences = {
  get: read({
    name: "preferences.get",
    summary: "How I like the console to look: density, keys, columns",
    permission: "self:read",
    input: z.object({}),
    output: preferencesShape,
    route: { method: "GET", path: "/me/preferences" },
  }),
  update: write({
    name: "preferences.update",
    summary: "Change how the console looks to me",
    permission: "self:write",
    audit: "preferences.update",
    input: z.object({
      density: z.enum(["comfortable", "compact"]).optional(),
      letterKeys: z.boolean().optional(),
      /** `columns: null` goes back to what everybody sees. */
      list: z.object({ name: z.enum(keptLists), columns: columns.nullable() }).optional(),
    }),
    output: preferencesShape,
    route: { method: "PATCH", path: "/me/preferences" },
    invalidates: ["preferences"],
  }),
} as const;

const invalidates = ["views"];

/** A list as somebody set it up, under a name: one's own, and those that are shared with everybody. */
export const views = {
  list: read({
    name: "views.list",
    summary: "My saved views of lists, and the shared ones",
    permission: "overview:read",
    input: z.object({}),
    output: z.object({ items: z.array(savedView) }),
    route: { method: "GET", path: "/views" },
  }),
  create: write({
    name: "views.create",
    summary: "Keep a list as it is filtered and sorted; sharing needs settings:write",
    permission: "overview:read",
    audit: "view.create",
    input: z.object({ list: z.enum(keptLists), name, query, shared: z.boolean().default(false) }),
    output: savedView,
    route: { method: "POST", path: "/views", status: 201 },
    invalidates,
  }),
  update: write({
    name: "views.update",
    summary: "Rename, replace or share a view of mine; a shared one also with settings:write",
    permission: "overview:read",
    audit: "view.update",
    input: z.object({
      id: z.uuid(),
      name: name.optional(),
      query: query.optional(),
      shared: z.boolean().optional(),
    }),
    output: savedView,
    route: { method: "PATCH", path: "/views/{id}" },
    invalidates,
  }),
  remove: write({
    name: "views.remove",
    summary: "Delete a view of mine; a shared one also with settings:write",
    permission: "overview:read",
    audit: "view.remove",
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.string() }),
    route: { method: "DELETE", path: "/views/{id}" },
    invalidates,
  }),
} as const;
