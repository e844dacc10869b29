import { z } from "zod";
import { read } from "#lib/contract.ts";

export const foundKinds = [
  "api",
  "operation",
  "policy",
  "person",
  "role",
  "device",
  "enforcer",
] as const;

const foundThing = z.object({
  kind: z.enum(foundKinds),
  /** What its page is addressed by; of an operation, its API. */
  id: z.string(),
  name: z.string(),
  detail: z.string(),
});
export type FoundThing = z.output<typeof foundThing>;

export const search = {
  find: read({
    name: "search.find",
    summary: "Find anything by a part of its name, as far as the caller may read it",
    permission: "overview:read",
    input: z.object({ q: z.string().trim().min(1).max(100) }),
    output: z.object({ items: z.array(foundThing) }),
    route: { method: "GET", path: "/search" },
  }),
} as const;
