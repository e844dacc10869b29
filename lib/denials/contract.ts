import { z } from "zod";
import { read } from "#lib/contract.ts";
import { instant } from "#lib/page.ts";

/** The most likely cause of a jump, as facts: the page says it in words, in the reader's own time zone. */
const cause = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("clock"), enforcer: z.string(), seconds: z.number().int() }),
  z.object({ kind: z.literal("unreachable"), enforcer: z.string(), since: instant }),
  z.object({
    kind: z.literal("release"),
    number: z.number().int(),
    at: instant,
    secondsBefore: z.number().int(),
    /** To roll back to; null where it is no longer in force, or was the first. */
    previous: z.number().int().nullable(),
  }),
  z.object({
    kind: z.literal("caller"),
    subject: z.string().nullable(),
    ip: z.string().nullable(),
    /** Percent of these denials that are theirs. */
    percent: z.number().int(),
  }),
  z.object({ kind: z.literal("reason") }),
]);

const group = z.object({
  reason: z.string(),
  enforcer: z.string(),
  /** Null: no API has the host and path that were asked for. */
  api: z.string().nullable(),
  revision: z.string().nullable(),
  /** What the revision carries, where that is still known. */
  release: z.number().int().nullable(),
  denied: z.number().int(),
  /** Part of what left its baseline. */
  jumped: z.boolean(),
});

export const denials = {
  get: read({
    name: "denials.get",
    summary: "Whether denials have left their baseline in the last five minutes, where, and why",
    permission: "decisions:read",
    input: z.object({}),
    output: z.object({
      /** The five minutes: from, and up to but not with. */
      from: instant,
      to: instant,
      decided: z.number().int(),
      denied: z.number().int(),
      /** Null while denials are as usual. */
      jump: z
        .object({
          denied: z.number().int(),
          /** The minute in which it began; never earlier than the baseline. */
          since: instant,
          /** The largest part of it, and why that is so. */
          top: group,
          cause,
        })
        .nullable(),
      /** Largest first. */
      groups: z.array(group),
      /** Enforcers that decided requests and then fell silent: their denials can't be seen from here. */
      silent: z.array(
        z.object({
          enforcer: z.string(),
          lastSeenAt: instant,
          /** From then on, at the latest, it denies. */
          leaseEndsAt: instant,
          leaseOver: z.boolean(),
        }),
      ),
    }),
    route: { method: "GET", path: "/denials" },
  }),
} as const;
