import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { instant, slug } from "#lib/page.ts";

export const session = z.object({
  id: z.uuid(),
  /** The session that asks. */
  current: z.boolean(),
  agent: z.string().nullable(),
  ip: z.string().nullable(),
  acr: z.string(),
  authTime: instant,
  createdAt: instant,
  lastSeenAt: instant,
});

export const sessions = {
  list: read({
    name: "sessions.list",
    summary: "My sessions",
    permission: "self:read",
    input: z.object({}),
    output: z.object({ items: z.array(session) }),
    route: { method: "GET", path: "/me/sessions" },
  }),
  revoke: write({
    name: "sessions.revoke",
    summary: "End one of my sessions, and the access tokens made from it",
    permission: "self:write",
    input: z.object({ id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
    route: { method: "POST", path: "/me/sessions/{id}/revoke" },
    audit: "session.revoke",
    invalidates: ["sessions"],
  }),
  revokeOthers: write({
    name: "sessions.revokeOthers",
    summary: "End all my sessions but this one",
    permission: "self:write",
    input: z.object({}),
    output: z.object({ revoked: z.number().int() }),
    route: { method: "POST", path: "/me/sessions/revoke-others" },
    audit: "session.revoke-others",
    invalidates: ["sessions"],
  }),
  revokeOf: write({
    name: "sessions.revokeOf",
    summary: "End one session of a person",
    permission: "people:write",
    input: z.object({ slug, id: z.uuid() }),
    output: z.object({ id: z.uuid() }),
    route: { method: "POST", path: "/users/{slug}/sessions/{id}/revoke" },
    audit: "session.revoke",
    ceremony: { withinSeconds: 900, tokens: "allowed" },
    invalidates: ["sessions", "users"],
  }),
};
