import { z } from "zod";
import { read } from "#lib/contract.ts";
import { instant } from "#lib/page.ts";

export const me = {
  get: read({
    name: "me.get",
    summary: "Who I am here: name, console role, roles, when I was last verified",
    permission: "self:read",
    input: z.object({}),
    output: z.object({
      slug: z.string(),
      name: z.string(),
      email: z.string(),
      consoleRole: z.string(),
      passkeys: z.number().int(),
      /** Null for an API token. */
      session: z
        .object({ authTime: instant, acr: z.string(), amr: z.array(z.string()) })
        .nullable(),
      grants: z.array(
        z.object({
          role: z.string(),
          roleName: z.string(),
          description: z.string(),
          reason: z.string(),
          grantedBy: z.string().nullable(),
          createdAt: instant,
          expiresAt: instant.nullable(),
        }),
      ),
    }),
    route: { method: "GET", path: "/me" },
  }),
  apis: read({
    name: "me.apis",
    summary: "APIs I can ask a token for",
    permission: "self:read",
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          slug: z.string(),
          name: z.string(),
          audience: z.string(),
          hosts: z.array(z.string()),
        }),
      ),
    }),
    route: { method: "GET", path: "/me/apis" },
  }),
};
