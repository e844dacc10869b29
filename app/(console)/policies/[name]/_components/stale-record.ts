import { ApiError } from "#lib/client/api-error.ts";
import type { PolicyDetail } from "#calls/policies";

/** The record as it is now, out of a refused stale edit (412). */
export function staleRecord(error: unknown): PolicyDetail | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server encoded it with the contract's schema
  return (error.problem.current ?? null) as PolicyDetail | null;
}
