import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { decisionSummary } from "#lib/decisions/contract.ts";
import { slug } from "#lib/page.ts";

/** What the connection, the token and the gateway say themselves; a word of the sender's would only be a lie. */
export const ownHeaders =
  /^(?:host|authorization|dpop|cookie2?|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|content-length|proxy-.*|forwarded|x-forwarded-.*|x-real-ip|x-original-.*|x-rewrite-url|x-sallyport-.*)$/i;

const header = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z0-9!#$%&'*+.^`|~-]{1,100}$/, "must be a header's name")
    .refine((name) => !ownHeaders.test(name), "is set by the console or the gateway"),
  value: z.string().regex(/^[\t\x20-\x7e]{0,2000}$/, "must be printable ASCII"),
});

const compactJws = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}$/, "must be a token of the token endpoint");

const challenge = z.object({
  scheme: z.string(),
  error: z.string().nullable(),
  /** What to do, in the enforcer's words. */
  description: z.string().nullable(),
  phishingResistant: z.boolean(),
  maxAgeSeconds: z.number().int().nullable(),
  scopes: z.array(z.string()),
});

const answer = z.object({
  status: z.number().int(),
  statusText: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** As text, at most 64 kB of it; null where the bytes are no text. */
  body: z.string().nullable(),
  bodyBytes: z.number().int(),
  truncated: z.boolean(),
  durationMs: z.number().int(),
  /** What the enforcer says of its decision; null when nothing that asked one has answered. */
  decisionId: z.string().nullable(),
  reason: z.string().nullable(),
  challenge: challenge.nullable(),
});
export type RequestAnswer = z.output<typeof answer>;

export const requests = {
  send: write({
    name: "requests.send",
    summary:
      "Send a real request to an API through an enforcer's gateway, with an access token of one's own",
    permission: "requests:send",
    audit: "request.send",
    input: z.object({
      /** Whose gateway: its address is in the enforcer's record and nowhere in the request. */
      enforcer: slug,
      api: slug,
      /** One of the API's hosts, with the star of a wildcard filled in. */
      host: z.string().max(260),
      method: z.string().regex(/^[A-Za-z]{1,20}$/, "must be a method"),
      /** Path and query, sent byte for byte. */
      target: z.string().regex(/^\/[\x21-\x7e]{0,3999}$/, "must be a path, in printable ASCII"),
      headers: z.array(header).max(30).default([]),
      body: z.string().max(65_536, "64 kB at most").nullable().default(null),
      /** The caller's own token of this session for this API; null is a caller without one. */
      token: compactJws.nullable().default(null),
      /** For a token that is bound to a key (RFC 9449). */
      proof: compactJws.nullable().default(null),
    }),
    output: answer,
    route: { method: "POST", path: "/requests" },
  }),
  decision: read({
    name: "requests.decision",
    summary: "The decision about a request, as soon as its enforcer has reported it",
    permission: "decisions:read",
    input: z.object({ enforcer: slug, decisionId: z.uuid() }),
    output: z.object({
      decision: decisionSummary.nullable(),
      /** It was an allow to an API of whose allows only a share is kept, and is not among them. */
      counted: z.boolean(),
    }),
    route: { method: "GET", path: "/requests/{decisionId}/decision" },
  }),
} as const;
