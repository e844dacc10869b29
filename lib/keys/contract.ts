import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { instant } from "#lib/page.ts";

/**
 * `current`: what is signed now, or next; `retiring`: it has a successor, or is to get one, and is vouched for as long
 * as somebody needs it; `retired`: nothing trusts it any more.
 */
export const keyStates = ["current", "retiring", "retired"] as const;

const signingKey = z.object({
  /** RFC 7638 thumbprint. */
  kid: z.string(),
  /** `root` signs discovery, `bundle` the three bundles, `token` access tokens. */
  purpose: z.enum(["root", "bundle", "token"]),
  state: z.enum(keyStates),
  compromised: z.boolean(),
  createdAt: instant,
  retiringSince: instant.nullable(),
  retiredAt: instant.nullable(),
  /** Bundle keys: enforcers heard of within the lease that take bundles from this key. */
  dependents: z.array(z.object({ slug: z.string(), name: z.string() })),
});
export type SigningKeyView = z.output<typeof signingKey>;

const list = z.object({ items: z.array(signingKey) });
const kid = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "a key's thumbprint");
const reason = z.string().trim().min(1, "say why").max(500);
const ceremony = { withinSeconds: 900, tokens: "refused" } as const;

export const keys = {
  list: read({
    name: "keys.list",
    summary: "Signing keys with who depends on each",
    permission: "settings:read",
    input: z.object({}),
    output: list,
    route: { method: "GET", path: "/keys" },
  }),
  rotate: write({
    name: "keys.rotate",
    summary:
      "Replace a signing key; with `compromised` the old one is dropped as soon as its successor signs",
    permission: "settings:write",
    input: z.object({ kid, reason, compromised: z.boolean().default(false) }),
    output: list,
    route: { method: "POST", path: "/keys/{kid}/rotate" },
    audit: "key.rotate",
    ceremony,
    invalidates: ["keys"],
  }),
  retire: write({
    name: "keys.retire",
    summary: "Drop a replaced signing key now; refused while an enforcer depends on it",
    permission: "settings:write",
    input: z.object({ kid, reason }),
    output: list,
    route: { method: "POST", path: "/keys/{kid}/retire" },
    audit: "key.retire",
    ceremony,
    invalidates: ["keys"],
  }),
};
