import { verb } from "#lib/verb.ts";
import { decisions } from "./contract.ts";

/** The newest rule of each API that keeps fewer than all, or will in a moment. */
export const readSampling = verb(decisions.sampling, async (_ctx, _input, tx) => {
  const rows = await tx.apiSampling.findMany({
    distinct: ["apiId"],
    orderBy: [{ apiId: "asc" }, { since: "desc" }],
    select: { since: true, keepOneIn: true, api: { select: { slug: true } } },
  });
  return {
    items: rows
      .filter(({ keepOneIn }) => keepOneIn > 1)
      .map(({ since, keepOneIn, api }) => ({ api: api.slug, keepOneIn, since }))
      .toSorted((one, other) => (one.api < other.api ? -1 : 1)),
  };
});
