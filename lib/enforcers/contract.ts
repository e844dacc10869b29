import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { displayName, instant, pageInput, pageOf, sortBy, slug } from "#lib/page.ts";

export const enforcerKinds = ["sallyport", "opa"] as const;

/** Gateways that the console writes a configuration for. */
export const gatewayKinds = [
  "nginx",
  "caddy",
  "haproxy",
  "traefik",
  "envoy",
  "apisix",
  "kong",
] as const;

/**
 * `waiting`: never seen; `live`: everything it should have is in force; `behind`: an older revision is;
 * `rejecting`: it refuses what it is served; `silent`: not heard of for two minutes; `revoked`.
 */
export const enforcerStates = [
  "waiting",
  "live",
  "behind",
  "rejecting",
  "silent",
  "revoked",
] as const;

const enforcerBundle = z.object({
  name: z.string(),
  activeRevision: z.string().nullable(),
  activeSince: instant.nullable(),
  /** What the channel has now. */
  newestRevision: z.string().nullable(),
  /** How many revisions it is behind; null where that can't be said. */
  lag: z.number().int().nullable(),
  lastPollAt: instant.nullable(),
  servedRevision: z.string().nullable(),
  servedAt: instant.nullable(),
  error: z.object({ code: z.string(), message: z.string(), at: instant }).nullable(),
});

export const enforcerSummary = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.enum(enforcerKinds),
  channel: z.string(),
  state: z.enum(enforcerStates),
  agentVersion: z.string().nullable(),
  policyRevision: z.string().nullable(),
  lastSeenAt: instant.nullable(),
  lastDecisionAt: instant.nullable(),
  /** Decisions it reported as lost. */
  droppedLogs: z.number().int(),
  /** Where the console may send a request that this enforcer decides; null: nowhere. */
  gatewayUrl: z.string().nullable(),
  origin: z.string(),
  version: z.number().int(),
  createdAt: instant,
});

const credential = z.object({
  id: z.string(),
  prefix: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

export const enforcerDetail = enforcerSummary.extend({
  bundles: z.array(enforcerBundle),
  credentials: z.array(credential),
  labels: z.record(z.string(), z.unknown()),
  lastStatusAt: instant.nullable(),
  clockSkewSeconds: z.number().int().nullable(),
  quarantined: z.number().int(),
});

const withCredential = z.object({
  enforcer: enforcerSummary,
  /** Shown this once. */
  credential: z.string(),
});

/** Where a gateway listens: scheme, host and port, nothing else; what is asked there is each request's business. */
const gatewayUrl = z
  .url({ protocol: /^https?$/, error: "Write an address like https://gateway.internal:8443." })
  .max(300)
  .refine((text) => {
    const { username, password, pathname, search, hash } = new URL(text);
    return username + password + search + hash === "" && pathname === "/";
  }, "Write scheme, host and port alone, without a path.")
  .transform((text) => new URL(text).origin);

/** One file to copy, or one command to run. */
const configurationFile = z.object({
  title: z.string(),
  fileName: z.string().nullable(),
  language: z.enum(["yaml", "shell", "nginx", "caddyfile", "haproxy", "lua", "pem"]),
  text: z.string(),
});

export const enforcers = {
  list: read({
    name: "enforcers.list",
    summary: "Enforcers with what each has in force",
    permission: "enforcers:read",
    input: pageInput.extend({
      kind: z.enum(enforcerKinds).optional(),
      state: z.enum(enforcerStates).optional(),
      channel: slug.optional(),
      sort: sortBy(["slug", "name", "seen"]).default("slug"),
    }),
    output: pageOf(enforcerSummary),
    route: { method: "GET", path: "/enforcers" },
  }),
  get: read({
    name: "enforcers.get",
    summary: "One enforcer: live revision, lag, errors, credentials",
    permission: "enforcers:read",
    input: z.object({ slug }),
    output: enforcerDetail,
    route: { method: "GET", path: "/enforcers/{slug}" },
  }),
  create: write({
    name: "enforcers.create",
    summary: "Connect a new enforcer; its credential is shown once",
    permission: "enforcers:write",
    audit: "enforcer.create",
    ceremony: { withinSeconds: 900, tokens: "allowed" },
    input: z.object({
      slug,
      name: displayName,
      kind: z.enum(enforcerKinds),
      channel: slug.default("production"),
    }),
    output: withCredential,
    route: { method: "POST", path: "/enforcers", status: 201 },
    invalidates: ["enforcers"],
  }),
  update: write({
    name: "enforcers.update",
    summary: "Name an enforcer, and say where the gateway is that asks it",
    permission: "enforcers:write",
    audit: "enforcer.update",
    // The console connects to this address: only a person with a passkey may choose it.
    ceremony: { withinSeconds: 900, tokens: "refused" },
    input: z.object({
      slug,
      version: z.number().int(),
      name: displayName.optional(),
      gatewayUrl: gatewayUrl.nullable().optional(),
    }),
    output: enforcerSummary,
    route: { method: "PATCH", path: "/enforcers/{slug}", ifMatch: true },
    invalidates: ["enforcers"],
  }),
  rotate: write({
    name: "enforcers.rotate",
    summary: "A new credential beside the one in use; two are valid at a time, an older one ends",
    permission: "enforcers:write",
    audit: "enforcer.rotate",
    ceremony: { withinSeconds: 900, tokens: "allowed" },
    input: z.object({ slug }),
    output: withCredential,
    route: { method: "POST", path: "/enforcers/{slug}/rotate", status: 201 },
    invalidates: ["enforcers"],
  }),
  revokeCredential: write({
    name: "enforcers.revokeCredential",
    summary: "End one credential at once",
    permission: "enforcers:write",
    audit: "enforcer.credential.revoke",
    ceremony: { withinSeconds: 900, tokens: "allowed" },
    input: z.object({ slug, credentialId: z.uuid() }),
    output: enforcerDetail,
    route: { method: "POST", path: "/enforcers/{slug}/credentials/{credentialId}/revoke" },
    invalidates: ["enforcers"],
  }),
  revoke: write({
    name: "enforcers.revoke",
    summary: "Shut an enforcer out: every credential ends at once, its lease runs out",
    permission: "enforcers:write",
    audit: "enforcer.revoke",
    ceremony: { withinSeconds: 900, tokens: "allowed" },
    input: z.object({ slug }),
    output: enforcerSummary,
    route: { method: "POST", path: "/enforcers/{slug}/revoke" },
    invalidates: ["enforcers"],
  }),
  connect: read({
    name: "enforcers.connect",
    summary: "Filled-in configuration for stock OPA, our enforcer and the gateway in front of it",
    permission: "enforcers:read",
    input: z.object({ slug }),
    output: z.object({
      state: z.enum(enforcerStates),
      serviceUrl: z.string(),
      rootKeyId: z.string().nullable(),
      sections: z.array(
        z.object({
          target: z.enum(["sallyport", "opa", ...gatewayKinds]),
          title: z.string(),
          /** Of a gateway: `ran` in our tests as it is, or written from what it is `read` to do. */
          evidence: z.enum(["ran", "read"]).nullable(),
          files: z.array(configurationFile),
        }),
      ),
    }),
    route: { method: "GET", path: "/enforcers/{slug}/connect" },
  }),
} as const;
