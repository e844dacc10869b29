import { z } from "zod";
import { read } from "#lib/contract.ts";

/** The first run, over the visitor's own things: sample data never check a step off. */
export const checklistSteps = ["import", "classify", "policy", "enforcer", "decision"] as const;

export const overview = {
  get: read({
    name: "overview.get",
    summary: "First steps, what needs attention, and how the fleet is",
    permission: "overview:read",
    input: z.object({}),
    output: z.object({
      checklist: z.array(z.object({ step: z.enum(checklistSteps), done: z.boolean() })),
      apis: z.number().int(),
      policies: z.number().int(),
      people: z.number().int(),
      devices: z.object({ all: z.number().int(), pending: z.number().int() }),
      enforcers: z.object({
        all: z.number().int(),
        seen: z.number().int(),
        rejecting: z.number().int(),
      }),
      /** People some of whose roles end within seven days. */
      rolesEndingSoon: z.number().int(),
      sampleData: z.boolean(),
    }),
    route: { method: "GET", path: "/overview" },
  }),
};
