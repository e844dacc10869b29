import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { instant, pageInput, pageOf, slug, sortBy } from "#lib/page.ts";

export const outcomes = ["allow", "challenge", "deny"] as const;

export const decisionSummary = z.object({
  id: z.string(),
  decisionId: z.string(),
  decidedAt: instant,
  outcome: z.string(),
  reason: z.string(),
  subject: z.string().nullable(),
  device: z.string().nullable(),
  api: z.string().nullable(),
  operation: z.string().nullable(),
  method: z.string().nullable(),
  host: z.string().nullable(),
  path: z.string().nullable(),
  ip: z.string().nullable(),
  enforcer: z.string(),
  policies: z.array(z.string()),
  degraded: z.boolean(),
});

export const decisionDetail = decisionSummary.extend({
  receivedAt: instant,
  detail: z.string().nullable(),
  session: z.string().nullable(),
  country: z.string().nullable(),
  responseCode: z.number().int().nullable(),
  challenge: z.unknown(),
  shadow: z.unknown(),
  revisions: z.object({
    policy: z.string().nullable(),
    directory: z.string().nullable(),
    signals: z.string().nullable(),
  }),
  /** Release that the policy revision carried, where it is still known. */
  release: z.number().int().nullable(),
  durationNs: z.number().nullable(),
  /** "denied, because …; allowed with …" */
  explanation: z.string(),
  /** What to do about it, from the table of reasons. */
  remedy: z.string().nullable(),
  /** Of the allows to this API one in so many was kept then; 1 where all were. */
  keptOneIn: z.number().int(),
  /** The event as the enforcer sent it, masked. */
  facts: z.record(z.string(), z.unknown()),
});

/** In place of a slug or a revision, which have no brackets: decisions in which there is none. */
export const none = "(none)";

const filters = {
  outcome: z.enum(outcomes).optional(),
  reason: z.string().max(63).optional(),
  subject: z.string().max(255).optional(),
  api: z.string().max(63).optional(),
  operation: z.string().max(255).optional(),
  device: z.string().max(63).optional(),
  enforcer: z.string().max(63).optional(),
  policy: z.string().max(63).optional(),
  ip: z.string().max(45).optional(),
  /** Of the policy bundle by which it was decided. */
  revision: z.string().max(40).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
} as const;

const counts = z.object({
  allow: z.number().int(),
  challenge: z.number().int(),
  deny: z.number().int(),
});

/** A new share holds so long after it was said. */
export const samplingDelayMs = 10_000;

/** 1 keeps every allow. */
export const keepOneIn = z
  .number({ error: "must be a number" })
  .int()
  .min(1, "1 keeps every allow")
  .max(10_000, "10,000 at most");

const sampling = z.object({ api: z.string(), keepOneIn: z.number().int(), since: instant });
export type Sampling = z.output<typeof sampling>;

export const decisions = {
  list: read({
    name: "decisions.list",
    summary: "Decisions, newest first",
    permission: "decisions:read",
    input: pageInput.extend({ ...filters, sort: sortBy(["time"]).default("-time") }),
    output: pageOf(decisionSummary).extend({
      /** The search stopped here to answer in time, and goes on from the cursor; null when it looked at everything. */
      searchedTo: instant.nullable(),
    }),
    route: { method: "GET", path: "/decisions" },
  }),
  get: read({
    name: "decisions.get",
    summary: "One decision with its facts and its explanation",
    permission: "decisions:read",
    input: z.object({ id: z.string().regex(/^\d{1,18}$/, "must be a decision's number") }),
    output: decisionDetail,
    route: { method: "GET", path: "/decisions/{id}" },
  }),
  stats: read({
    name: "decisions.stats",
    summary: "Decisions per minute by outcome over the last hour, and the top reasons for denials",
    permission: "decisions:read",
    input: z.object({}),
    output: z.object({
      /** 60 entries, oldest first. */
      minutes: z.array(counts.extend({ at: instant })),
      total: counts,
      topReasons: z.array(z.object({ reason: z.string(), count: z.number().int() })),
    }),
    route: { method: "GET", path: "/decisions/stats" },
  }),
  sampling: read({
    name: "decisions.sampling",
    summary:
      "APIs of whose allows only a share is kept; all are counted, denials and challenges are kept",
    permission: "decisions:read",
    input: z.object({}),
    output: z.object({ items: z.array(sampling) }),
    route: { method: "GET", path: "/decisions/sampling" },
  }),
  setSampling: write({
    name: "decisions.setSampling",
    summary:
      "Keep one in so many of an API's allows; denials and challenges are all kept, and allows counted",
    permission: "apis:write",
    audit: "api.sampling",
    // Fewer traces of what was let through are no small thing.
    ceremony: { withinSeconds: 900, tokens: "allowed" },
    input: z.object({ slug, keepOneIn }),
    output: sampling,
    route: { method: "PUT", path: "/apis/{slug}/sampling" },
    invalidates: ["decisions", "apis"],
  }),
  storage: read({
    name: "decisions.storage",
    summary: "How many decisions are kept of each day, and which days were dropped last",
    permission: "settings:read",
    input: z.object({}),
    output: z.object({
      keptDays: z.number().int(),
      /** The oldest first; days of UTC. Decisions as Postgres last counted them, where it did. */
      days: z.array(
        z.object({
          day: z.iso.date(),
          decisions: z.number().int(),
          /** Allows of sampled APIs that are counted and not kept. */
          counted: z.number().int(),
          bytes: z.number().int(),
        }),
      ),
      /** Newest first, from the audit log. */
      dropped: z.array(z.object({ at: instant, what: z.string(), decisions: z.number().int() })),
    }),
    route: { method: "GET", path: "/decisions/storage" },
  }),
} as const;
