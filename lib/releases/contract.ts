import { z } from "zod";
import { assertionResponse } from "#lib/authenticators/contract.ts";
import { canaryPlan } from "#lib/canaries/contract.ts";
import { read, write } from "#lib/contract.ts";
import { instant, pageInput, pageOf, prose, slug } from "#lib/page.ts";

export const releaseStates = [
  "waiting",
  "signing",
  "canary",
  "served",
  "halted",
  "withdrawn",
  "failed",
] as const;

/** How a record of the release differs from the one before, in words and as text. */
const policyChange = z.object({
  name: z.string(),
  change: z.enum(["added", "changed", "removed"]),
  /** What the policy says; null where there is none. */
  sentenceBefore: z.string().nullable(),
  sentenceAfter: z.string().nullable(),
  /** YAML as the author wrote it. */
  sourceBefore: z.string().nullable(),
  sourceAfter: z.string().nullable(),
});

const apiChange = z.object({
  slug: z.string(),
  name: z.string(),
  change: z.enum(["added", "changed", "removed"]),
  /** One sentence per difference: classification, hosts, mode, operations. */
  sentences: z.array(z.string()),
});

export const releaseDifference = z.object({
  policies: z.array(policyChange),
  apis: z.array(apiChange),
  /** How many records differ: what the top bar counts as unpublished. */
  count: z.number().int(),
  /** The whole difference in sentences, for messages and conflicts. */
  sentences: z.array(z.string()),
});

export const releaseDiagnostic = z.object({
  severity: z.enum(["error", "warning"]),
  policy: z.string().nullable(),
  api: z.string().nullable(),
  path: z.string(),
  message: z.string(),
  fix: z.string().nullable(),
});

export const releaseSummary = z.object({
  number: z.number().int(),
  channel: z.string(),
  state: z.enum(releaseStates),
  message: z.string(),
  /** SHA-256 (base64url) that a person's passkey approved. */
  digest: z.string(),
  baseNumber: z.number().int().nullable(),
  rollbackOf: z.number().int().nullable(),
  /** The release of the channel before whose content it has. */
  promotedFrom: z.number().int().nullable(),
  author: z.object({ kind: z.string(), name: z.string() }),
  /** Who confirmed it with a passkey; null where a token or the system published it. */
  approvedBy: z.string().nullable(),
  /** Who gets it first; null: everybody at once. */
  canaryPlan: canaryPlan.nullable(),
  /** The same in words. */
  firstTo: z.string().nullable(),
  /** Why the authority refused it, or why its canary was halted. */
  error: z.string().nullable(),
  /** Whether enforcers are given this release now. */
  current: z.boolean(),
  createdAt: instant,
  signedAt: instant.nullable(),
  servedAt: instant.nullable(),
});

const rolloutStep = z.object({
  enforcer: z.string(),
  name: z.string(),
  /** `waiting`: never seen; `silent`: not heard of for two minutes, with an older one. */
  state: z.enum(["in-force", "rejecting", "behind", "silent", "waiting"]),
  revision: z.string().nullable(),
  /** From served to in force there; null: not yet, or it never acknowledged it. */
  seconds: z.number().nullable(),
  /** What it said about refusing, in its own words. */
  error: z.string().nullable(),
  /** What is known to be wrong with its version. */
  advisory: z.string().nullable(),
  /** Heard of within the lease, so that it counts. */
  expected: z.boolean(),
  lastSeenAt: instant.nullable(),
});

export const rolloutView = z.object({
  state: z.enum(releaseStates),
  /** Whether enforcers are given this release now; of one in its canary only the canary's are looked at. */
  current: z.boolean(),
  /** Enforcers that count, how many of them decide by it, and how many refuse it. */
  expected: z.number().int(),
  inForce: z.number().int(),
  rejecting: z.number().int(),
  /** From served to in force at half, at 95 % and at all of them; null: not yet. */
  seconds: z.object({
    half: z.number().nullable(),
    most: z.number().nullable(),
    all: z.number().nullable(),
  }),
  enforcers: z.array(rolloutStep),
});
export type RolloutView = z.output<typeof rolloutView>;

export const releaseDetail = releaseSummary.extend({
  counts: z.object({
    apis: z.number().int(),
    operations: z.number().int(),
    policies: z.number().int(),
  }),
  /** Against the release it was based on. */
  difference: releaseDifference,
  /** Where it can be promoted to; null: it is not served, was promoted last, or its channel is the last. */
  promotesTo: z.object({ slug: z.string(), name: z.string() }).nullable(),
  /** Revision of the policy bundle that carries it. */
  policyRevision: z.string().nullable(),
  rollout: rolloutView,
});

const status = z.object({
  /** Where what is written is published to: the first of the chain. */
  channel: z.string(),
  /** The whole chain, with the release in force in each. */
  channels: z.array(
    z.object({ slug: z.string(), name: z.string(), release: z.number().int().nullable() }),
  ),
  /** The newest release that is signing or served: what a new one is based on. */
  baseNumber: z.number().int().nullable(),
  current: releaseSummary.nullable(),
  /** Signed soon, by the authority. */
  signing: z.array(releaseSummary),
  /** Made by a token; a person has to approve or withdraw. */
  waiting: z.array(releaseSummary),
  unpublished: releaseDifference,
});

/** What `publish`, `approve` and `rollback` ask of a person: an assertion over exactly this challenge. */
const ceremony = z.object({
  number: z.number().int(),
  baseNumber: z.number().int().nullable(),
  digest: z.string(),
  /** For `navigator.credentials.get`; `challenge` is the digest. */
  options: z.record(z.string(), z.unknown()),
});

const number = z.coerce.number().int().min(1).max(2_147_483_647);
const base = z.number().int().nullable();

export const releases = {
  status: read({
    name: "releases.status",
    summary: "What is published, what waits, and every change that is not published yet",
    permission: "releases:read",
    input: z.object({}),
    output: status,
    route: { method: "GET", path: "/releases/status" },
  }),
  plan: read({
    name: "releases.plan",
    summary: "Preview of the next release: its number, what changes, what blocks it",
    permission: "releases:read",
    input: z.object({
      rollbackTo: number.optional(),
      /** The content of this release, in the next channel. */
      promote: number.optional(),
    }),
    output: z.object({
      number: z.number().int(),
      channel: z.object({ slug: z.string(), name: z.string() }),
      baseNumber: z.number().int().nullable(),
      difference: releaseDifference,
      diagnostics: z.array(releaseDiagnostic),
      /** Errors block publishing. */
      blocked: z.boolean(),
      /** Whether the caller's own kind (person, token) publishes, or has to leave it to a person. */
      needsPerson: z.boolean(),
      /** Whom a canary can be tried on: enforcers heard of within the lease, and the labels they report. */
      fleet: z.object({
        enforcers: z.number().int(),
        labels: z.array(
          z.object({ key: z.string(), value: z.string(), enforcers: z.number().int() }),
        ),
      }),
      /** The release whose canary must end first; null: none runs. */
      canary: z.number().int().nullable(),
    }),
    route: { method: "GET", path: "/releases/plan" },
  }),
  list: read({
    name: "releases.list",
    summary: "Releases, newest first",
    permission: "releases:read",
    input: pageInput.extend({ state: z.enum(releaseStates).optional(), channel: slug.optional() }),
    output: pageOf(releaseSummary),
    route: { method: "GET", path: "/releases" },
  }),
  get: read({
    name: "releases.get",
    summary: "One release: what it changed, and which enforcers have it in force",
    permission: "releases:read",
    input: z.object({ number }),
    output: releaseDetail,
    route: { method: "GET", path: "/releases/{number}" },
  }),
  rollout: read({
    name: "releases.rollout",
    summary: "How far a release has come, enforcer by enforcer",
    permission: "releases:read",
    input: z.object({ number }),
    output: rolloutView,
    route: { method: "GET", path: "/releases/{number}/rollout" },
  }),
  compare: read({
    name: "releases.compare",
    summary: "The difference between any two releases",
    permission: "releases:read",
    input: z.object({ number, with: number }),
    output: releaseDifference,
    route: { method: "GET", path: "/releases/{number}/difference" },
  }),
  prepare: write({
    name: "releases.prepare",
    summary: "Begin the passkey ceremony that publishes: its challenge is the release's digest",
    permission: "releases:publish",
    audit: "release.prepare",
    input: z.object({
      /** The release the caller has seen; another one in between is a conflict. */
      baseNumber: base,
      rollbackTo: number.optional(),
      promote: number.optional(),
      /** Approve this waiting release instead of making a new one. */
      approve: number.optional(),
      /** Who gets it first; absent: everybody at once. */
      canary: canaryPlan.optional(),
    }),
    output: ceremony,
    route: { method: "POST", path: "/releases/prepare" },
  }),
  publish: write({
    name: "releases.publish",
    summary:
      "Publish every unpublished change. A person sends the passkey assertion over the digest from `prepare`; a token publishes where the deployment allows it",
    permission: "releases:publish",
    audit: "release.publish",
    input: z.object({
      message: prose.refine((text) => text !== "", "say what this release is for"),
      baseNumber: base,
      /** Who gets it first, the same as in `prepare`; absent: everybody at once. */
      canary: canaryPlan.optional(),
      assertion: assertionResponse.optional(),
    }),
    output: releaseSummary,
    route: { method: "POST", path: "/releases", status: 202 },
    invalidates: ["releases", "overview"],
  }),
  rollback: write({
    name: "releases.rollback",
    summary: "Publish the content of an older release as a new one; same approval as publishing",
    permission: "releases:publish",
    audit: "release.rollback",
    input: z.object({
      number,
      message: prose.refine((text) => text !== "", "say why"),
      baseNumber: base,
      assertion: assertionResponse.optional(),
    }),
    output: releaseSummary,
    route: { method: "POST", path: "/releases/{number}/rollback", status: 202 },
    invalidates: ["releases", "overview"],
  }),
  promote: write({
    name: "releases.promote",
    summary: "Publish the content of a release to the next channel; same approval as publishing",
    permission: "releases:publish",
    audit: "release.promote",
    input: z.object({
      number,
      message: prose.refine((text) => text !== "", "say why"),
      /** The newest release of the next channel. */
      baseNumber: base,
      canary: canaryPlan.optional(),
      assertion: assertionResponse.optional(),
    }),
    output: releaseSummary,
    route: { method: "POST", path: "/releases/{number}/promote", status: 202 },
    invalidates: ["releases", "overview"],
  }),
  approve: write({
    name: "releases.approve",
    summary: "Approve a waiting release with a passkey",
    permission: "releases:publish",
    audit: "release.approve",
    input: z.object({ number, assertion: assertionResponse }),
    output: releaseSummary,
    route: { method: "POST", path: "/releases/{number}/approve", status: 202 },
    invalidates: ["releases", "overview"],
  }),
  withdraw: write({
    name: "releases.withdraw",
    summary: "Withdraw a release that is not served yet",
    permission: "releases:publish",
    audit: "release.withdraw",
    input: z.object({ number }),
    output: releaseSummary,
    route: { method: "POST", path: "/releases/{number}/withdraw" },
    invalidates: ["releases", "overview"],
  }),
} as const;
