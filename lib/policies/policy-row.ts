import type { PolicySummary } from "#lib/policies/contract.ts";
import type { Policy } from "#lib/db/generated/client.ts";
import { explainPolicy } from "#lib/engine/explain.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { asPolicyDocument } from "./read-policies.ts";

export type PolicyRow = Omit<Policy, "source">;

export function policySummaryOf(row: PolicyRow, operations: number): PolicySummary {
  const document = asPolicyDocument(row.document);
  return {
    name: row.name,
    description: document.description ?? "",
    effect: document.effect,
    mode: modeOf(document),
    sentence: explainPolicy(document),
    operations,
    origin: row.origin,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function modeOf({ mode }: PolicyDocument): "enforce" | "shadow" | "off" {
  return mode ?? "enforce";
}
