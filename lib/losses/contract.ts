import { z } from "zod";
import { read } from "#lib/contract.ts";
import { instant, pageInput, pageOf } from "#lib/page.ts";

/** Each count of these is at least one decision that nobody will read. */
export const lossCauses = [
  /** OPA's own limit, `max_decisions_per_second`. */
  "rate-limited",
  /** The enforcer's buffer or spool was full; an OPA that buffers bytes counts chunks, each of many decisions. */
  "buffer-full",
  /** The enforcer could not write the event. */
  "not-encoded",
  /** It came, and could not be read: kept to be looked at. */
  "unreadable",
  /** The same, beyond what is kept. */
  "quarantine-full",
] as const;

/** What is told beside them, and is no lost decision. */
export const lossNotes = [
  /** How many of those that our enforcer lost were denials or challenges. */
  "denials-among",
  /** An event was kept without OPA's cache of builtins. */
  "cache-cut",
  /** A status report, and not a decision. */
  "status-dropped",
  /** A chunk was told to come again: its sender had too many on the way. */
  "sent-again",
] as const;

const cause = z.enum([...lossCauses, ...lossNotes]);
export type LossCause = z.output<typeof cause>;

export function isLost(of: string): boolean {
  return lossCauses.some((each) => each === of);
}

const time = z.iso.datetime({ offset: true });
/** When it was reported; the last 24 hours where nothing is said. */
const range = { from: time.optional(), to: time.optional() } as const;
const enforcer = z.string().max(63);

const item = z.object({
  enforcer: z.string(),
  cause: z.string(),
  count: z.number().int(),
  lastAt: instant,
});
export type LossItem = z.output<typeof item>;

const unreadable = z.object({
  id: z.string(),
  enforcer: z.string(),
  at: instant,
  reason: z.string(),
  /** What was kept of it, masked like a good event. */
  evidence: z.string(),
});
export type Unreadable = z.output<typeof unreadable>;

export const losses = {
  get: read({
    name: "losses.get",
    summary: "How many decisions never arrived or could not be read, by cause",
    permission: "decisions:read",
    input: z.object({ ...range, enforcer: enforcer.optional() }),
    output: z.object({
      from: instant,
      to: instant,
      /** At least so many decisions. */
      lost: z.number().int(),
      causes: z.array(
        z.object({ cause: z.string(), count: z.number().int(), enforcers: z.number().int() }),
      ),
    }),
    route: { method: "GET", path: "/losses" },
  }),
  list: read({
    name: "losses.list",
    summary: "Losses by enforcer and cause, the largest first",
    permission: "decisions:read",
    input: pageInput.extend({
      ...range,
      enforcer: enforcer.optional(),
      cause: cause.optional(),
    }),
    output: pageOf(item),
    route: { method: "GET", path: "/losses/by-enforcer" },
  }),
  unreadable: read({
    name: "losses.unreadable",
    summary: "Log events and chunks that could not be read, newest first",
    permission: "decisions:read",
    input: pageInput.extend({ enforcer: enforcer.optional() }),
    output: pageOf(unreadable),
    route: { method: "GET", path: "/losses/unreadable" },
  }),
} as const;
export type Losses = z.output<typeof losses.get.output>;
