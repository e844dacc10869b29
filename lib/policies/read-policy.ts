import type { Transaction } from "#lib/db/client.ts";
import { found } from "#lib/errors.ts";
import type { PolicyDetail } from "#lib/policies/contract.ts";
import { judgePolicy } from "./judge-policy.ts";
import { policySummaryOf } from "./policy-row.ts";
import { asPolicyDocument } from "./read-policies.ts";
import { readPolicySource } from "./source/read-policy-source.ts";

/** A policy as the editor shows it; `not-found` where there is none. */
export async function readPolicy(tx: Transaction, name: string): Promise<PolicyDetail> {
  const row = found(await tx.policy.findUnique({ where: { name } }), "policy");
  const document = asPolicyDocument(row.document);
  const judged = await judgePolicy(tx, readPolicySource(row.source), document);
  return {
    ...policySummaryOf(row, judged.operations),
    source: row.source,
    document,
    diagnostics: [...judged.diagnostics],
    createdAt: row.createdAt.toISOString(),
  };
}
