import { z } from "zod";
import { read, write } from "#lib/contract.ts";

const counts = z.object({
  users: z.number().int(),
  roles: z.number().int(),
  devices: z.number().int(),
  apis: z.number().int(),
  policies: z.number().int(),
  enforcers: z.number().int(),
  tokens: z.number().int(),
});

export const samples = {
  count: read({
    name: "samples.count",
    summary: "How much of what is here is sample data",
    permission: "settings:read",
    input: z.object({}),
    output: counts,
    route: { method: "GET", path: "/samples" },
  }),
  remove: write({
    name: "samples.remove",
    summary: "Remove all sample data; what people made stays",
    permission: "settings:write",
    audit: "samples.remove",
    ceremony: { withinSeconds: 900, tokens: "allowed" },
    input: z.object({}),
    output: counts,
    route: { method: "DELETE", path: "/samples" },
    invalidates: [
      "apis",
      "policies",
      "people",
      "roles",
      "devices",
      "enforcers",
      "releases",
      "tokens",
      "overview",
      "samples",
    ],
  }),
} as const;
