import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { displayName, instant, pageInput, pageOf } from "#lib/page.ts";

export const apiToken = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters, to tell tokens apart. */
  prefix: z.string(),
  owner: z.object({ slug: z.string(), name: z.string() }),
  scopes: z.array(z.string()),
  origin: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiTokenView = z.output<typeof apiToken>;

export const apiTokens = {
  list: read({
    name: "apiTokens.list",
    summary: "API tokens: one's own, all for those who administer people",
    permission: "tokens:write",
    input: pageInput.extend({
      /** Those that work now, or those that no longer do. */
      state: z.enum(["valid", "ended"]).optional(),
    }),
    output: pageOf(apiToken),
    route: { method: "GET", path: "/tokens" },
  }),
  create: write({
    name: "apiTokens.create",
    summary: "Make an API token; the answer shows it once",
    permission: "tokens:write",
    input: z.object({
      name: displayName,
      scopes: z.array(z.string().max(60)).min(1, "choose at least one").max(40),
      expiresInDays: z.number().int().min(1, "one day at least").max(365, "a year at most"),
    }),
    output: apiToken.extend({ token: z.string() }),
    route: { method: "POST", path: "/tokens", status: 201 },
    audit: "api-token.create",
    ceremony: { withinSeconds: 900, tokens: "refused" },
    invalidates: ["apiTokens"],
  }),
  revoke: write({
    name: "apiTokens.revoke",
    summary: "Revoke an API token; it stops working at once",
    permission: "tokens:write",
    input: z.object({ id: z.uuid() }),
    output: apiToken,
    route: { method: "POST", path: "/tokens/{id}/revoke" },
    audit: "api-token.revoke",
    invalidates: ["apiTokens"],
  }),
};
