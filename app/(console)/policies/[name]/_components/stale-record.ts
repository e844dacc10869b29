import { ApiError } from "#lib/client/api-error.ts";
import { policyDetail, type PolicyDetail } from "#lib/policies/contract.ts";

/** The record as it is now, out of a refused stale edit (412). */
export function staleRecord(error: unknown): PolicyDetail | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null;
  const parsed = policyDetail.safeParse(error.problem.current);
  return parsed.success ? parsed.data : null;
}
