import { z } from "zod";
import { write } from "#lib/contract.ts";
import { instant, slug } from "#lib/page.ts";

export const tokenClients = ["portal", "cli"] as const;

export const tokens = {
  createCode: write({
    name: "tokens.createCode",
    summary:
      "A one-time authorization code for an access token of one API, to be redeemed at the token endpoint with the PKCE verifier",
    permission: "self:write",
    audit: "token.code",
    input: z.object({
      /** The API the token is for. */
      resource: slug,
      clientId: z.enum(tokenClients),
      /** The portal's own origin, or a loopback address (RFC 8252 §7.3). */
      redirectUri: z.url().max(500),
      /** S256 of the verifier (RFC 7636). */
      codeChallenge: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/, "must be the SHA-256 of the verifier in base64url"),
      scopes: z
        .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, "must be an OAuth scope"))
        .max(20)
        .default([]),
      /** Thumbprint of one of the caller's device keys: the token is bound to it (RFC 9449 §10). */
      dpopJkt: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/, "must be a key thumbprint")
        .optional(),
      state: z.string().max(500).optional(),
    }),
    output: z.object({
      code: z.string(),
      state: z.string().nullable(),
      redirectUri: z.string(),
      expiresAt: instant,
      tokenEndpoint: z.string(),
    }),
    route: { method: "POST", path: "/me/codes", status: 201 },
  }),
} as const;
