import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { displayName, instant, pageInput, pageOf, sortBy, prose, slug } from "#lib/page.ts";

export const role = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  origin: z.string(),
  /** People who hold it now. */
  holders: z.number().int(),
  createdAt: instant,
  version: z.number().int(),
});
export type RoleView = z.output<typeof role>;

const which = z.object({ slug });
const ceremony = { withinSeconds: 900, tokens: "allowed" } as const;

/** Roles are what policies name; the rights inside the console are console roles. */
export const roles = {
  list: read({
    name: "roles.list",
    summary: "List roles, by name",
    permission: "people:read",
    input: pageInput.extend({ sort: sortBy(["name", "slug"]).default("name") }),
    output: pageOf(role),
    route: { method: "GET", path: "/roles" },
  }),
  get: read({
    name: "roles.get",
    summary: "One role, and the policies that name it",
    permission: "people:read",
    input: which,
    output: role.extend({ policies: z.array(z.string()) }),
    route: { method: "GET", path: "/roles/{slug}" },
  }),
  create: write({
    name: "roles.create",
    summary: "Create a role",
    permission: "people:write",
    input: z.object({
      /** Immutable: what policies name. */
      slug,
      name: displayName,
      description: prose.default(""),
    }),
    output: role,
    route: { method: "POST", path: "/roles", status: 201 },
    audit: "role.create",
    invalidates: ["roles"],
  }),
  update: write({
    name: "roles.update",
    summary: "Change a role's name or description",
    permission: "people:write",
    input: which.extend({
      version: z.number().int(),
      name: displayName.optional(),
      description: prose.optional(),
    }),
    output: role,
    route: { method: "PATCH", path: "/roles/{slug}", ifMatch: true },
    audit: "role.update",
    invalidates: ["roles", "grants"],
  }),
  remove: write({
    name: "roles.remove",
    summary: "Delete a role that no policy names; its grants end",
    permission: "people:write",
    input: which,
    output: z.object({ slug: z.string(), grantsRevoked: z.number().int() }),
    route: { method: "DELETE", path: "/roles/{slug}" },
    audit: "role.remove",
    ceremony,
    invalidates: ["roles", "grants", "users"],
  }),
};
