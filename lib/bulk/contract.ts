import { z } from "zod";
import { write } from "#lib/contract.ts";

/** What can be done to many at once; each by the name of the contract that does it to one. */
export const bulkActions = [
  "users.suspend",
  "users.reactivate",
  "users.revokeSessions",
  "grants.create",
  "grants.take",
  "devices.approve",
  "devices.quarantine",
  "devices.release",
  "devices.revoke",
  "policies.setMode",
  "policies.delete",
  "enforcers.revoke",
  "apiTokens.revoke",
] as const;
export type BulkAction = (typeof bulkActions)[number];

/** More than a screen can show is a script's work, which the REST API is for. */
export const bulkRowsMax = 200;

const rowResult = z.discriminatedUnion("done", [
  z.object({ done: z.literal(true) }),
  z.object({ done: z.literal(false), code: z.string(), why: z.string() }),
]);
export type RowResult = z.output<typeof rowResult>;

export const bulk = {
  run: write({
    name: "bulk.run",
    summary: "Do one thing to many: each by itself, with its own permission and audit event",
    permission: "overview:read",
    audit: "bulk.run",
    input: z.object({
      action: z.enum(bulkActions),
      /** One input of the action's own contract for each thing. */
      inputs: z.array(z.record(z.string(), z.unknown())).min(1).max(bulkRowsMax),
    }),
    output: z.object({
      /** In the order of the inputs: done, or why not. One that failed changed nothing and stops no other. */
      results: z.array(rowResult),
    }),
    route: { method: "POST", path: "/bulk" },
    invalidates: [
      "users",
      "grants",
      "roles",
      "sessions",
      "devices",
      "policies",
      "apis",
      "releases",
      "overview",
      "enforcers",
      "apiTokens",
    ],
  }),
} as const;
