import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { displayName, instant, slug } from "#lib/page.ts";

const address = z
  .url({ protocol: /^https?$/, error: "an http or https address" })
  .max(500)
  .refine((text) => !/[?#@]/.test(text), "without user, query or fragment");

export const issuerView = z.object({
  /** What policies name: `<slug>/<group>`, and the condition `token: { issuers: [<slug>] }`. */
  slug: z.string(),
  name: z.string(),
  issuer: z.string(),
  jwksUri: z.string().nullable(),
  /** Its keys were handed in and are never fetched. */
  pinned: z.boolean(),
  jit: z.boolean(),
  trustedForAssurance: z.boolean(),
  groups: z.array(z.string()),
  keys: z.array(z.object({ kid: z.string(), alg: z.string() })),
  fetchedAt: instant.nullable(),
  /** When its keys are asked for next; null: pinned. */
  dueAt: instant.nullable(),
  /** What went wrong the last time; the keys of the last good answer stay. */
  error: z.string().nullable(),
  failures: z.number().int(),
  createdAt: instant,
  version: z.number().int(),
});
export type IssuerView = z.output<typeof issuerView>;

const group = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, "no control characters")
  .transform((text) => text.normalize("NFC"));

const settings = {
  name: displayName,
  /** The address of the keys, where the issuer's metadata does not name it. */
  jwksUri: address.nullable(),
  /** A JWKS as text; then nothing is fetched. */
  pinnedJwks: z.string().max(262_144, "256 kB at most").nullable(),
  jit: z.boolean(),
  trustedForAssurance: z.boolean(),
  groups: z.array(group).max(200),
};

const which = z.object({ slug });
const audited = { permission: "settings:write", invalidates: ["issuers"] } as const;
/** Who can add an issuer can make anybody's token good. */
const ceremony = { withinSeconds: 900, tokens: "refused" } as const;

export const issuers = {
  list: read({
    name: "issuers.list",
    summary: "Other issuers whose access tokens count",
    permission: "settings:read",
    input: z.object({}),
    output: z.object({ items: z.array(issuerView) }),
    route: { method: "GET", path: "/issuers" },
  }),
  create: write({
    ...audited,
    name: "issuers.create",
    summary: "Trust another issuer's access tokens",
    input: z.object({
      slug,
      /** The `iss` claim, to the letter. */
      issuer: address,
      name: settings.name,
      jwksUri: settings.jwksUri.default(null),
      pinnedJwks: settings.pinnedJwks.default(null),
      jit: settings.jit.default(false),
      trustedForAssurance: settings.trustedForAssurance.default(false),
      groups: settings.groups.default([]),
    }),
    output: issuerView,
    route: { method: "POST", path: "/issuers", status: 201 },
    audit: "issuer.create",
    ceremony,
  }),
  update: write({
    ...audited,
    name: "issuers.update",
    summary: "Change what an issuer may say, or where its keys are",
    input: which.extend({
      version: z.number().int(),
      name: settings.name.optional(),
      jwksUri: settings.jwksUri.optional(),
      pinnedJwks: settings.pinnedJwks.optional(),
      jit: settings.jit.optional(),
      trustedForAssurance: settings.trustedForAssurance.optional(),
      groups: settings.groups.optional(),
    }),
    output: issuerView,
    route: { method: "PATCH", path: "/issuers/{slug}", ifMatch: true },
    audit: "issuer.update",
    ceremony,
  }),
  remove: write({
    ...audited,
    name: "issuers.remove",
    summary: "Trust an issuer no longer; its tokens are refused with the next signals",
    input: which,
    output: z.object({ slug: z.string() }),
    route: { method: "DELETE", path: "/issuers/{slug}" },
    audit: "issuer.remove",
    ceremony,
  }),
  refresh: write({
    ...audited,
    name: "issuers.refresh",
    summary: "Ask for an issuer's keys now",
    input: which,
    output: issuerView,
    route: { method: "POST", path: "/issuers/{slug}/refresh" },
    audit: "issuer.refresh",
  }),
};
