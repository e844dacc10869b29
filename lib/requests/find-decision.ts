import { summaryOf } from "#lib/decisions/summary-of.ts";
import { verb } from "#lib/verb.ts";
import { requests } from "./contract.ts";

/** An enforcer's clock may be off; and the table is cut by days. */
const aroundMs = 3_600_000;

/** Null until the enforcer has sent it: decision logs travel in batches. */
export const findDecision = verb(requests.decision, async (_ctx, input, tx) => {
  const madeAt = timeOf(input.decisionId) ?? Date.now();
  const where = {
    decisionId: input.decisionId,
    enforcerSlug: input.enforcer,
    decidedAt: { gte: new Date(madeAt - aroundMs), lte: new Date(madeAt + aroundMs) },
  };
  const row = await tx.decision.findFirst({ where });
  const counted = row === null && (await tx.countedAllow.findFirst({ where })) !== null;
  return { decision: row && summaryOf(row), counted };
});

/** Our enforcer's decisions are version 7 UUIDs, which begin with their time (RFC 9562 section 5.7). */
function timeOf(id: string): number | null {
  return id[14] === "7" ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
