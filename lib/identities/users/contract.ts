import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { scalar } from "#lib/engine/text-schemas.ts";
import { displayName, instant, pageInput, pageOf, slug, sortBy } from "#lib/page.ts";

export const userStates = ["invited", "active", "suspended", "deleted"] as const;
const consoleRole = z.enum(["owner", "administrator", "author", "approver", "auditor", "user"]);
const origin = z.string();

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email("must be an e-mail address"));

/** What `subject.*` reads in conditions: text, numbers, yes/no, or lists of them. */
export const attributes = z
  .record(
    z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,62}$/, "must be a name like department"),
    z.union([scalar, z.array(scalar).max(100)]),
  )
  .refine((value) => Object.keys(value).length <= 50, "50 attributes at most");

/** Why somebody did something: read again in reviews. */
export const reason = z
  .string()
  .trim()
  .min(3, "say why, in a few words")
  .max(500, "500 characters at most")
  .refine((text) => text.isWellFormed() && !text.includes("\0"), "must not have NUL characters")
  .transform((text) => text.normalize("NFC"));

export const userSummary = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  email: z.string(),
  state: z.enum(userStates),
  consoleRole,
  origin,
  /** Slugs of roles held now. */
  roles: z.array(z.string()),
  passkeys: z.number().int(),
  devices: z.number().int(),
  lastSeenAt: instant.nullable(),
  createdAt: instant,
  version: z.number().int(),
});
export type UserSummary = z.output<typeof userSummary>;

const heldGrant = z.object({
  id: z.uuid(),
  role: z.string(),
  roleName: z.string(),
  reason: z.string(),
  grantedBy: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant.nullable(),
});

export const userDetail = userSummary.extend({
  attributes,
  hasPassword: z.boolean(),
  grants: z.array(heldGrant),
  passkeyList: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      synced: z.boolean(),
      createdAt: instant,
      lastUsedAt: instant.nullable(),
    }),
  ),
  sessions: z.array(
    z.object({
      id: z.uuid(),
      agent: z.string().nullable(),
      ip: z.string().nullable(),
      acr: z.string(),
      authTime: instant,
      createdAt: instant,
      lastSeenAt: instant,
    }),
  ),
  deviceList: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      platform: z.string(),
      state: z.enum(["pending", "trusted", "quarantined", "revoked"]),
    }),
  ),
  /** A link that can still be used. */
  invitation: z.object({ purpose: z.string(), createdAt: instant, expiresAt: instant }).nullable(),
});
export type UserDetail = z.output<typeof userDetail>;

/** Shown once: only its hash is kept. */
const linkShownOnce = z.object({ user: userSummary, link: z.string(), expiresAt: instant });

const who = z.object({ slug });
const withReason = who.extend({ reason });
const ceremony = { withinSeconds: 900, tokens: "allowed" } as const;
const personOnly = { withinSeconds: 900, tokens: "refused" } as const;
const invalidates = ["users", "grants", "sessions", "devices"] as const;

export const users = {
  list: read({
    name: "users.list",
    summary: "List people, by name",
    permission: "people:read",
    input: pageInput.extend({
      state: z.enum(userStates).optional(),
      consoleRole: consoleRole.optional(),
      role: slug.optional(),
      /** `soon`: some of their roles end within seven days. */
      roles: z.enum(["soon"]).optional(),
      sort: sortBy(["name", "email", "created"]).default("name"),
    }),
    output: pageOf(userSummary),
    route: { method: "GET", path: "/users" },
  }),
  get: read({
    name: "users.get",
    summary: "One person: roles, passkeys, sessions, devices",
    permission: "people:read",
    input: who,
    output: userDetail,
    route: { method: "GET", path: "/users/{slug}" },
  }),
  invite: write({
    name: "users.invite",
    summary: "Invite a person; the answer holds the one-time link",
    permission: "people:write",
    input: z.object({
      name: displayName,
      email,
      /** Immutable; made from the e-mail address when left out. */
      slug: slug.optional(),
      consoleRole: consoleRole.default("user"),
      attributes: attributes.default({}),
      /** Roles to grant at once, for this reason. */
      roles: z.array(slug).max(50).default([]),
      reason: reason.default("Invited"),
    }),
    output: linkShownOnce,
    route: { method: "POST", path: "/users", status: 201 },
    audit: "user.invite",
    ceremony,
    invalidates,
  }),
  reinvite: write({
    name: "users.reinvite",
    summary: "A new invitation link; the old one stops working",
    permission: "people:write",
    input: who,
    output: linkShownOnce,
    route: { method: "POST", path: "/users/{slug}/invitation", status: 201 },
    audit: "user.reinvite",
    ceremony,
    invalidates,
  }),
  recover: write({
    name: "users.recover",
    summary: "A recovery link for somebody who lost their passkeys: using it removes the old ones",
    permission: "people:administer",
    input: withReason,
    output: linkShownOnce,
    route: { method: "POST", path: "/users/{slug}/recovery", status: 201 },
    audit: "user.recovery-link",
    ceremony: personOnly,
    invalidates,
  }),
  update: write({
    name: "users.update",
    summary: "Change name, e-mail address, attributes or console role",
    permission: "people:write",
    input: who.extend({
      version: z.number().int(),
      name: displayName.optional(),
      email: email.optional(),
      attributes: attributes.optional(),
      consoleRole: consoleRole.optional(),
    }),
    output: userSummary,
    route: { method: "PATCH", path: "/users/{slug}", ifMatch: true },
    audit: "user.update",
    ceremony,
    invalidates,
  }),
  suspend: write({
    name: "users.suspend",
    summary: "Suspend a person: sessions end, every enforcer refuses them at once",
    permission: "people:write",
    input: withReason,
    output: userSummary,
    route: { method: "POST", path: "/users/{slug}/suspend" },
    audit: "user.suspend",
    ceremony,
    invalidates,
  }),
  reactivate: write({
    name: "users.reactivate",
    summary: "End a suspension",
    permission: "people:write",
    input: withReason,
    output: userSummary,
    route: { method: "POST", path: "/users/{slug}/reactivate" },
    audit: "user.reactivate",
    ceremony,
    invalidates,
  }),
  revokeSessions: write({
    name: "users.revokeSessions",
    summary: "End all sessions of a person, and the access tokens made from them",
    permission: "people:write",
    input: who,
    output: z.object({ revoked: z.number().int() }),
    route: { method: "POST", path: "/users/{slug}/revoke-sessions" },
    audit: "user.revoke-sessions",
    ceremony,
    invalidates,
  }),
  remove: write({
    name: "users.remove",
    summary: "Erase a person: name, address and attributes go; history keeps the id",
    permission: "people:administer",
    input: who,
    output: z.object({ slug: z.string() }),
    route: { method: "DELETE", path: "/users/{slug}" },
    audit: "user.remove",
    ceremony,
    invalidates,
  }),
};
