import { z } from "zod";
import { read, write } from "#lib/contract.ts";
import { instant, prose } from "#lib/page.ts";

/** What counts against a canary; errors are denials that are nobody's doing but the enforcer's. */
export const measures = ["denials", "challenges", "errors"] as const;
export type Measure = (typeof measures)[number];

/** Who gets a release first, for how long, and what then. Part of the release's digest: a passkey approves it too. */
export const canaryPlan = z.object({
  enforcers: z.discriminatedUnion("by", [
    z.object({ by: z.literal("percent"), percent: z.number().int().min(1).max(99) }),
    z.object({
      by: z.literal("label"),
      /** As the enforcer reports it in its status. */
      key: z.string().min(1).max(200),
      value: z.string().max(200),
    }),
  ]),
  /** At least so long, whoever asks. */
  minutes: z.number().int().min(1).max(10_080),
  /** When the time is over: wait for a person, or go on if it was compared and is no worse. */
  afterwards: z.enum(["ask", "continue"]).default("ask"),
  /** What the release is meant to raise: reported, but no reason to halt. Errors always are. */
  tolerate: z
    .array(z.enum(["denials", "challenges"]))
    .max(2)
    .default([]),
});
export type CanaryPlan = z.output<typeof canaryPlan>;

const counts = z.object({
  decided: z.number().int(),
  denials: z.number().int(),
  challenges: z.number().int(),
  errors: z.number().int(),
});

/** How a canary stands. What is stored with it, and what the console shows. */
export const evaluation = z.object({
  /** The window of canary and control: the same for both. */
  from: instant,
  to: instant,
  canary: counts,
  control: counts,
  /** The canary's enforcers in the hour before it began. */
  before: counts,
  comparisons: z.array(
    z.object({
      measure: z.enum(measures),
      zControl: z.number().nullable(),
      zBefore: z.number().nullable(),
      verdict: z.enum(["too-few", "same", "worse", "expected"]),
    }),
  ),
  /** Enforcers of the canary that keep the release out. */
  refusing: z.array(z.object({ enforcer: z.string(), error: z.string() })),
  /** How many of them do not have it in force, or are not heard of. */
  missing: z.number().int(),
  /** `unknown`: too few decisions, or enforcers that can't be seen. */
  verdict: z.enum(["unknown", "healthy", "worse"]),
  /** The verdict in words. */
  sentence: z.string(),
});
export type Evaluation = z.input<typeof evaluation>;
export const canaryView = z.object({
  release: z.number().int(),
  channel: z.string(),
  /** `continued`: the release went to everybody; `halted`: the one before is in force everywhere again. */
  state: z.enum(["running", "continuing", "halting", "continued", "halted"]),
  plan: canaryPlan,
  planSentence: z.string(),
  /** How many enforcers get the release first, and the first fifty of them. */
  enforcerCount: z.number().int(),
  enforcers: z.array(z.object({ slug: z.string(), name: z.string() })),
  startedAt: instant,
  /** Before that nobody can continue. */
  mayContinueAt: instant,
  endedAt: instant.nullable(),
  endedBecause: z.string().nullable(),
  /** As the authority saw it last; null: it has not looked yet. */
  evaluation: evaluation.nullable(),
  /** What it takes to be called worse. */
  limits: z.object({
    decidedMin: z.number(),
    countMin: z.number(),
    zMin: z.number(),
    riseMin: z.number(),
  }),
});

const number = z.coerce.number().int().min(1).max(2_147_483_647);
const ceremony = { withinSeconds: 900, tokens: "allowed" } as const;
const invalidates = ["releases", "canaries", "overview"];

export const canaries = {
  get: read({
    name: "canaries.get",
    summary:
      "How the canary of a release stands: what it decided, what the others did, the verdict",
    permission: "releases:read",
    input: z.object({ number }),
    output: canaryView,
    route: { method: "GET", path: "/releases/{number}/canary" },
  }),
  continue: write({
    name: "canaries.continue",
    summary: "Give a release that is in its canary to every enforcer, once its time is over",
    permission: "releases:publish",
    audit: "release.continue",
    ceremony,
    input: z.object({ number }),
    output: canaryView,
    route: { method: "POST", path: "/releases/{number}/continue", status: 202 },
    invalidates,
  }),
  halt: write({
    name: "canaries.halt",
    summary: "End a canary: its enforcers get the release before back, as a new revision",
    permission: "releases:publish",
    audit: "release.halt",
    ceremony,
    input: z.object({
      number,
      reason: prose.refine((text) => text !== "", "say why"),
    }),
    output: canaryView,
    route: { method: "POST", path: "/releases/{number}/halt", status: 202 },
    invalidates,
  }),
} as const;
