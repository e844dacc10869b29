import type { OperationSummary, Sensitivity } from "#lib/apis/contract.ts";
import type { Operation } from "#lib/db/generated/client.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { permitsOf, targetOf } from "./judge-cover.ts";
import { authorRateLimit } from "./stored-rate-limit.ts";

export function operationOf(
  api: { readonly slug: string; readonly sensitivity: Sensitivity },
  row: Operation,
  policies: readonly PolicyDocument[],
): OperationSummary {
  return {
    id: row.id,
    key: row.key,
    method: row.method,
    template: row.template,
    operationIds: row.operationIds,
    summary: row.summary,
    tags: row.tags,
    sensitivity: row.sensitivity,
    effectiveSensitivity: row.sensitivity ?? api.sensitivity,
    rateLimit: authorRateLimit(row.rateLimit),
    deprecated: row.deprecated,
    permittedBy: [...permitsOf(targetOf(api, row), policies)],
    origin: row.origin,
    version: row.version,
  };
}
