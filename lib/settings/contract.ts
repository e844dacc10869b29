import { z } from "zod";
import { read, write } from "#lib/contract.ts";

export const settingsView = z.object({
  version: z.number().int(),
  deployment: z.string(),
  tokensMayPublish: z.boolean(),
  leaseSeconds: z.number().int(),
  keyMaxAgeDays: z.number().int(),
  decisionRetentionDays: z.number().int(),
  sampleData: z.boolean(),
});
/** Decisions of the last seven days are still taken from enforcers that were cut off: their days must be there. */
export const decisionRetentionDays = z
  .number({ error: "must be a number of days" })
  .int()
  .min(8, "8 days at least")
  .max(3650, "ten years at most");
export type SettingsView = z.output<typeof settingsView>;

export const settings = {
  get: read({
    name: "settings.get",
    summary: "The deployment's settings",
    permission: "settings:read",
    input: z.object({}),
    output: settingsView,
    route: { method: "GET", path: "/settings" },
  }),
  update: write({
    name: "settings.update",
    summary: "Change settings",
    permission: "settings:write",
    input: z.object({
      version: z.number().int(),
      tokensMayPublish: z.boolean().optional(),
      leaseSeconds: z
        .number()
        .int()
        .min(20, "20 seconds at least")
        .max(604_800, "7 days at most")
        .optional(),
      keyMaxAgeDays: z
        .number()
        .int()
        .min(1, "one day at least")
        .max(3650, "ten years at most")
        .optional(),
      decisionRetentionDays: decisionRetentionDays.optional(),
    }),
    output: settingsView,
    route: { method: "PATCH", path: "/settings", ifMatch: true },
    audit: "settings.update",
    // A token that may publish only with a person must not be able to lift that.
    ceremony: { withinSeconds: 900, tokens: "refused" },
    invalidates: ["settings", "decisions"],
  }),
};
