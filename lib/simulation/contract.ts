import { z } from "zod";
import { read } from "#lib/contract.ts";
import { slug } from "#lib/page.ts";

const sensitivities = ["public", "internal", "confidential", "restricted"] as const;
const outcome = z.enum(["allow", "challenge", "deny"]);

/** A policy as its author has it in the editor, not stored yet; `name` is the stored one it replaces. */
const draft = z.object({
  name: slug.nullable(),
  source: z.string().max(100_000, "A policy may have 100,000 characters."),
});

/** How the caller signed in: with nothing that counts as MFA, with any, or with a passkey; and how long ago. */
const signIn = z.object({
  strength: z.enum(["none", "any", "phishing-resistant"]).default("none"),
  ageSeconds: z.number().int().min(0).max(31_536_000).default(60),
});

const simulated = z.object({
  outcome,
  reason: z.string(),
  /** "Denied, because …; allowed with …" */
  explanation: z.string(),
  policies: z.array(z.string()),
  operation: z.string().nullable(),
  shadow: z.object({ outcome, reason: z.string(), policies: z.array(z.string()) }).nullable(),
  trace: z
    .array(
      z.object({
        policy: z.string(),
        effect: z.enum(["permit", "forbid"]),
        mode: z.enum(["enforce", "shadow"]),
        matches: z.boolean(),
        applies: z.boolean(),
        conditions: z.array(
          z.object({
            clause: z.enum(["when", "unless"]),
            kind: z.string(),
            says: z.string(),
            value: z.enum(["true", "false", "unknown"]),
            read: z.array(z.string()),
          }),
        ),
      }),
    )
    .nullable(),
});
export type SimulatedDecision = z.output<typeof simulated>;

const releaseNumber = z.number().int().min(1).max(2_147_483_647);

export const accessChanges = ["gained", "lost", "newly-challenged", "eased"] as const;

const count = z.number().int();

/** What one subject can do with one operation: `with` says what a challenge asks for, `asks` the same in a few words. */
const access = z.object({
  outcome,
  reason: z.string(),
  with: z.string().nullable(),
  asks: z.array(z.string()),
});
export type Access = z.output<typeof access>;

/** What one caller can do with a row of operations: the most open outcome, and how many have which. */
const cell = access.extend({ counts: z.object({ allow: count, challenge: count, deny: count }) });
export type Cell = z.output<typeof cell>;

export const simulation = {
  decide: read({
    name: "simulation.decide",
    summary: "Decide an imagined request: by the release in force, and by everything unpublished",
    permission: "policies:read",
    input: z.object({
      /** Null is a caller without a token. */
      subject: slug.nullable(),
      /** The device whose key the token is bound to. */
      device: slug.nullable().default(null),
      method: z.string().regex(/^[A-Z]{1,20}$/, "must be a method in capitals"),
      /** Where the request goes, as the client writes it. */
      url: z.url({ protocol: /^https?$/ }).max(4000),
      address: z.union([z.ipv4(), z.ipv6()]).nullable().default(null),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, "must be two capital letters")
        .nullable()
        .default(null),
      /** The moment to decide at; now if absent. */
      at: z.iso.datetime({ offset: true }).optional(),
      signIn: signIn.prefault({}),
      scopes: z.array(z.string().min(1).max(200)).max(50).default([]),
      draft: draft.optional(),
    }),
    output: z.object({ current: simulated.nullable(), after: simulated }),
    route: { method: "POST", path: "/simulation/decisions" },
  }),
  population: read({
    name: "simulation.population",
    summary:
      "Who can call what, now and after everything unpublished: gained, lost, newly challenged",
    permission: "policies:read",
    input: z.object({
      draft: draft.optional(),
      /** A release in place of the one in force. */
      before: releaseNumber.optional(),
      /** A release in place of everything unpublished: what rolling back to it would change. */
      after: releaseNumber.optional(),
      /** Rows of the answer; the counts are of everybody. */
      limit: z.number().int().min(1).max(500).default(100),
    }),
    output: z.object({
      subjects: count,
      /** Operations whose policies, classification or place differ; the others can't change. */
      operations: count,
      counts: z.object({
        gained: count,
        lost: count,
        newlyChallenged: count,
        eased: count,
        same: count,
      }),
      /** People who gain or lose anything; callers without a token are a row, not a person. */
      people: z.object({ gained: count, lost: count }),
      rows: z.array(
        z.object({
          /** Null is a caller without a token. */
          subject: z.string().nullable(),
          api: z.string(),
          change: z.enum(accessChanges),
          before: access,
          after: access,
          /** Operations of the API that change alike for this subject. */
          operations: z.array(z.string()),
        }),
      ),
      /** Conditions of the moment that were taken to be fulfilled, as sentences. */
      assumed: z.array(z.string()),
    }),
    route: { method: "POST", path: "/simulation/population" },
  }),
  lockouts: read({
    name: "simulation.lockouts",
    summary:
      "Whom publishing would lock out: the caller themselves, and everybody from an API without a permit",
    permission: "policies:read",
    input: z.object({ after: releaseNumber.optional() }),
    output: z.object({
      /** What the caller can call now and could not any more, on their best device. */
      own: z.array(z.object({ api: z.string(), operations: z.array(z.string()) })),
      /** APIs that nothing permits any more, or that come without a permit: every call is denied. */
      shut: z.array(z.object({ api: z.string(), name: z.string(), isNew: z.boolean() })),
    }),
    route: { method: "POST", path: "/simulation/lockouts" },
  }),
  matrix: read({
    name: "simulation.matrix",
    summary: "Who can call what: roles or people by operation, with what it would take",
    permission: "policies:read",
    input: z.object({
      rows: z.enum(["roles", "people"]).default("roles"),
      api: slug.optional(),
      sensitivity: z.enum(sensitivities).optional(),
      /** Part of a role's or a person's name. */
      q: z.string().trim().max(200).optional(),
      /** The release in force, or everything unpublished. */
      of: z.enum(["current", "draft"]).default("current"),
      /** Operations that none of the rows may call; or restricted ones that a row calls without a challenge. */
      only: z.enum(["uncalled", "unchallenged"]).optional(),
      /** One column for all of an API's operations of a sensitivity, or for those that are alike. */
      zoom: z.enum(["apis", "operations"]).default("operations"),
      callersMax: z.coerce.number().int().min(1).max(200).default(200),
      columnsMax: z.coerce.number().int().min(1).max(10_000).default(10_000),
    }),
    output: z.object({
      columns: z.array(
        z.object({
          api: z.string(),
          sensitivity: z.enum(sensitivities),
          /** Operations that every policy treats alike; with `zoom: apis` all of them. */
          operations: z.array(z.string()),
        }),
      ),
      rows: z.array(
        z.object({
          id: z.string().nullable(),
          name: z.string(),
          /** One per column. */
          cells: z.array(cell),
        }),
      ),
      assumed: z.array(z.string()),
      /** Rows that were left out beyond `callersMax`. */
      more: count,
      /** Columns that were left out beyond `columnsMax`. */
      moreColumns: count,
    }),
    route: { method: "GET", path: "/simulation/matrix" },
  }),
  reach: read({
    name: "simulation.reach",
    summary: "Who can reach data of a sensitivity, and how: over everybody, by what it takes",
    permission: "policies:read",
    input: z.object({
      sensitivity: z.enum(sensitivities).default("restricted"),
      of: z.enum(["current", "draft"]).default("current"),
    }),
    output: z.object({
      /** Active people. */
      people: count,
      /** Those who can call at least one of the operations, whatever it takes. */
      reaching: count,
      operations: count,
      /** That no person and nobody without a token can call. */
      unreachable: count,
      ways: z.array(
        z.object({
          /** What a challenge asks for; null: as they come. */
          with: z.string().nullable(),
          /** Also without a token. */
          anonymous: z.boolean(),
          people: count,
          /** Roles of those people, most frequent first, five at most. */
          roles: z.array(z.string()),
          apis: z.array(z.string()),
          operations: count,
        }),
      ),
    }),
    route: { method: "GET", path: "/simulation/reach" },
  }),
  coverage: read({
    name: "simulation.coverage",
    summary:
      "What the release in force leaves open or shut: operations nobody may call, restricted ones without a challenge",
    permission: "policies:read",
    input: z.object({}),
    output: z.object({
      operations: count,
      /** No role, and nobody without one, may call them. */
      uncalled: count,
      /** Restricted, and some role may call them as it comes: without fresh MFA or a device. */
      unchallenged: count,
    }),
    route: { method: "GET", path: "/simulation/coverage" },
  }),
} as const;
