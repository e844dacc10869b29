import { z } from "zod";
import type { Decision as Row } from "#lib/db/generated/client.ts";
import type { Challenge, Decision } from "#lib/engine/decision.ts";
import { explainDecision } from "#lib/engine/explain.ts";
import { isReason, reasonText } from "#lib/engine/reasons.ts";
import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { decisions, outcomes } from "./contract.ts";
import { summaryOf } from "./summary-of.ts";

export const getDecision = verb(decisions.get, async (_ctx, input, tx) => {
  const row = found(await tx.decision.findFirst({ where: { seq: BigInt(input.id) } }), "decision");
  const release = row.policyRevision === null ? null : await releaseOf(row.policyRevision);
  return {
    ...summaryOf(row),
    receivedAt: row.receivedAt,
    detail: row.detail,
    session: row.session,
    country: row.country,
    responseCode: row.responseCode,
    challenge: row.challenge,
    shadow: row.shadow,
    revisions: {
      policy: row.policyRevision,
      directory: row.directoryRevision,
      signals: row.signalsRevision,
    },
    release,
    durationNs: row.durationNs === null ? null : Number(row.durationNs),
    explanation: explain(row),
    remedy: isReason(row.reason) ? reasonText(row.reason).remedy : null,
    keptOneIn: row.api === null ? 1 : await keptOneIn(row.api),
    facts: factsOf(row.facts),
  };

  async function keptOneIn(slug: string): Promise<number> {
    const rule = await tx.apiSampling.findFirst({
      where: { api: { slug }, since: { lte: row.decidedAt } },
      orderBy: { since: "desc" },
      select: { keepOneIn: true },
    });
    return rule?.keepOneIn ?? 1;
  }

  async function releaseOf(revision: string): Promise<number | null> {
    const [epoch, number] = revision.split(".").map(Number);
    if (!Number.isSafeInteger(epoch) || !Number.isSafeInteger(number)) return null;
    const bundle = await tx.bundle.findFirst({
      where: {
        channelSlug: row.channelSlug,
        name: "policy",
        epoch: epoch ?? 0,
        number: BigInt(number ?? 0),
      },
      select: { releaseNumber: true },
    });
    return bundle?.releaseNumber ?? null;
  }
});

const challenge: z.ZodType<Challenge> = z.object({
  authenticate: z.boolean(),
  mfa: z
    .object({
      strength: z.enum(["any", "phishing-resistant"]),
      max_age_seconds: z.number().nullable(),
    })
    .nullable(),
  device: z
    .object({ trust: z.enum(["registered", "compliant", "managed"]), checks: z.array(z.string()) })
    .nullable(),
  token: z.object({ scopes: z.array(z.string()), sender_constrained: z.boolean() }).nullable(),
});
const shadow = z.object({
  outcome: z.enum(outcomes),
  reason: z.string().refine(isReason),
  policies: z.array(z.string()),
});

/** The engine's own words over what the enforcer reported; an answer that was none of ours is said as it is. */
function explain(row: Row): string {
  const outcome = outcomes.find((each) => each === row.outcome) ?? "deny";
  if (!isReason(row.reason))
    return `${outcome}: the enforcer gave no reason of ours (${row.reason}).`;
  const decision: Decision = {
    outcome,
    reason: row.reason,
    detail: row.detail,
    api: row.api,
    operation: row.operation,
    subject: row.subject,
    device: row.device,
    session: row.session,
    policies: row.policies,
    challenge: challenge.safeParse(row.challenge).data ?? null,
    rate_limits: [],
    shadow: shadow.safeParse(row.shadow).data ?? null,
    degraded: row.degraded,
    valid_seconds: 0,
    revisions: {
      policy: row.policyRevision ?? "",
      directory: row.directoryRevision ?? "",
      signals: row.signalsRevision ?? "",
    },
    trace: null,
  };
  const sentence = explainDecision(decision);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function factsOf(value: Row["facts"]): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
