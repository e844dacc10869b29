import { z } from "zod";
import { apiDetail } from "#lib/apis/contract.ts";
import { write } from "#lib/contract.ts";
import { reason } from "#lib/identities/users/contract.ts";
import { slug } from "#lib/page.ts";

const invalidates = ["apis", "overview", "decisions"];

/** Observing without a release: for whoever is called in the night and must let people work while they look. */
export const observation = {
  observe: write({
    name: "apis.observe",
    summary:
      "Let an API be only observed for an hour at most, at once and without a release: denials by policy are logged and let through",
    permission: "releases:publish",
    audit: "api.observe",
    // Whoever takes a token must not open an API with it.
    ceremony: { withinSeconds: 900, tokens: "refused" },
    input: z.object({ slug, minutes: z.number().int().min(5).max(60).default(60), reason }),
    output: apiDetail,
    route: { method: "POST", path: "/apis/{slug}/observe" },
    invalidates: invalidates,
  }),
  enforce: write({
    name: "apis.enforce",
    summary: "End the observation of an API that was begun without a release",
    permission: "releases:publish",
    audit: "api.enforce",
    input: z.object({ slug }),
    output: apiDetail,
    route: { method: "POST", path: "/apis/{slug}/enforce" },
    invalidates: invalidates,
  }),
} as const;
