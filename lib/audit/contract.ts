import { z } from "zod";
import { read } from "#lib/contract.ts";
import { instant, pageInput, pageOf, sortBy } from "#lib/page.ts";

export const auditEvent = z.object({
  /** Text, because it may outgrow a JSON number. */
  seq: z.string(),
  at: instant,
  hash: z.string(),
  prevHash: z.string(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  targetKind: z.string().nullable(),
  targetId: z.string().nullable(),
  targetName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  ip: z.string().nullable(),
});
export type AuditEventView = z.output<typeof auditEvent>;

export const audit = {
  list: read({
    name: "audit.list",
    summary: "Audit events, newest first",
    permission: "audit:read",
    input: pageInput.extend({
      action: z.string().max(80).optional(),
      actor: z.string().max(80).optional(),
      targetKind: z.string().max(40).optional(),
      targetId: z.string().max(120).optional(),
      sort: sortBy(["seq"]).default("-seq"),
    }),
    output: pageOf(auditEvent),
    route: { method: "GET", path: "/audit" },
  }),
  verify: read({
    name: "audit.verify",
    summary: "Recompute the whole chain and name the first broken entry",
    permission: "audit:read",
    input: z.object({}),
    output: z.object({
      intact: z.boolean(),
      checked: z.number().int(),
      head: z.string().nullable(),
      /** The first entry that is not as it was written, and in what way. */
      broken: z
        .object({ seq: z.string(), why: z.enum(["changed", "missing", "unlinked"]) })
        .nullable(),
    }),
    route: { method: "GET", path: "/audit/verification" },
  }),
};
