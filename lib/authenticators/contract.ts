import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { displayName, instant } from "#lib/page.ts";

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, "must be base64url");
const bounded = base64url.max(20_000);
/** Nothing here rests on extensions: whatever comes is dropped, neither judged nor stored. */
const clientExtensionResults = z.unknown().transform((): Record<string, never> => ({}));
const credentialId = base64url.max(1400);

/** What `navigator.credentials.get()` gives, as JSON (WebAuthn Level 3, section 5.1.9). */
export const assertionResponse = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults,
  response: z.object({
    clientDataJSON: bounded,
    authenticatorData: bounded,
    signature: bounded,
    userHandle: base64url.max(200).nullish(),
  }),
});
export type AssertionResponse = z.output<typeof assertionResponse>;

/** What `navigator.credentials.create()` gives, as JSON. */
export const attestationResponse = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults,
  response: z.object({
    clientDataJSON: bounded,
    attestationObject: bounded,
    transports: z.array(z.string().max(40)).max(10).default([]),
  }),
});
export type AttestationResponse = z.output<typeof attestationResponse>;

/** Who somebody says they are at first run. */
export const newcomer = z.object({
  name: displayName,
  email: z.string().trim().toLowerCase().max(254).pipe(z.email("must be an e-mail address")),
});

export const passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  /** Copied between the person's devices by their platform, or bound to one. */
  synced: z.boolean(),
  backedUp: z.boolean(),
});

const ceremony = { withinSeconds: 900, tokens: "refused" } as const;

/** A person's own passkeys. Adding one is a ceremony of its own: /api/auth/ceremonies/register. */
export const passkeys = {
  list: read({
    name: "passkeys.list",
    summary: "List my passkeys",
    permission: "self:read",
    input: z.object({}),
    output: z.object({ items: z.array(passkey), hasPassword: z.boolean() }),
    route: { method: "GET", path: "/me/passkeys" },
  }),
  rename: write({
    name: "passkeys.rename",
    summary: "Rename one of my passkeys",
    permission: "self:write",
    input: z.object({ id: z.uuid(), name: displayName }),
    output: passkey,
    route: { method: "PATCH", path: "/me/passkeys/{id}" },
    audit: "passkey.rename",
    invalidates: ["passkeys"],
  }),
  remove: write({
    name: "passkeys.remove",
    summary: "Remove one of my passkeys",
    permission: "self:write",
    input: z.object({
      id: z.uuid(),
      /** Without this the last passkey stays: nobody locks themselves out by a slip. */
      evenLast: z.union([z.boolean(), z.stringbool()]).default(false),
    }),
    output: z.object({ left: z.number().int() }),
    route: { method: "DELETE", path: "/me/passkeys/{id}" },
    audit: "passkey.remove",
    ceremony,
    invalidates: ["passkeys"],
  }),
};
