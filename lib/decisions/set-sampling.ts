import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { decisions, samplingDelayMs } from "./contract.ts";

/** As long as a decision of that time is still taken from an enforcer that was cut off. */
const rememberedMs = 8 * 86_400_000;

/** Begins in a moment, when whoever ingests knows of it. What an old rule said about old decisions stays true. */
export const setSampling = verb(decisions.setSampling, async (_ctx, input, tx) => {
  const { id: apiId, name } = found(
    await tx.api.findUnique({ where: { slug: input.slug }, select: { id: true, name: true } }),
    "API",
  );
  const now = Date.now();
  const rules = await tx.apiSampling.findMany({ where: { apiId }, orderBy: { since: "desc" } });
  const { keepOneIn } = input;
  const since = new Date(now + samplingDelayMs);
  await tx.apiSampling.create({ data: { apiId, since, keepOneIn } });
  const over = rules.find((rule) => rule.since.getTime() < now - rememberedMs);
  if (over) await tx.apiSampling.deleteMany({ where: { apiId, since: { lt: over.since } } });
  return {
    result: { api: input.slug, keepOneIn, since },
    audit: {
      target: { kind: "api", id: input.slug, name },
      detail: { before: rules[0]?.keepOneIn ?? 1, after: keepOneIn, since: since.toISOString() },
    },
  };
});
