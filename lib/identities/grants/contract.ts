import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { instant, pageInput, pageOf, slug } from "#lib/page.ts";
import { reason } from "#lib/identities/users/contract.ts";

export const grant = z.object({
  id: z.uuid(),
  user: z.string(),
  userName: z.string(),
  userState: z.string(),
  role: z.string(),
  roleName: z.string(),
  reason: z.string(),
  grantedBy: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
});

const ceremony = { withinSeconds: 900, tokens: "allowed" } as const;
const invalidates = ["grants", "users", "roles"] as const;

/** A role given to somebody: until when, and why. */
export const grants = {
  list: read({
    name: "grants.list",
    summary: "Grants that hold now, newest first",
    permission: "people:read",
    input: pageInput.extend({ user: slug.optional(), role: slug.optional() }),
    output: pageOf(grant),
    route: { method: "GET", path: "/grants" },
  }),
  create: write({
    name: "grants.create",
    summary: "Give somebody a role",
    permission: "people:write",
    input: z.object({
      user: slug,
      role: slug,
      reason,
      expiresAt: z.iso.datetime().nullable().default(null),
    }),
    output: grant,
    route: { method: "POST", path: "/grants", status: 201 },
    audit: "grant.create",
    ceremony,
    invalidates,
  }),
  revoke: write({
    name: "grants.revoke",
    summary: "Take a role back",
    permission: "people:write",
    input: z.object({ id: z.uuid() }),
    output: grant,
    route: { method: "POST", path: "/grants/{id}/revoke" },
    audit: "grant.revoke",
    ceremony,
    invalidates,
  }),
  take: write({
    name: "grants.take",
    summary: "Take a role back from somebody, by its name",
    permission: "people:write",
    input: z.object({ user: slug, role: slug }),
    output: grant,
    route: { method: "POST", path: "/users/{user}/roles/{role}/revoke" },
    audit: "grant.revoke",
    ceremony,
    invalidates,
  }),
};
