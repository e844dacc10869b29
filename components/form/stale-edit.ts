import { ApiError, type Change } from "#lib/client/api-error.ts";

export type Stale<Current> = { readonly current: Current; readonly changes: readonly Change[] };

/**
 * The record as it is now and who changed it, out of a refused stale edit (412); null for any other error. The server
 * encoded both with the contract's schema.
 */
export function readStale<Current>(error: unknown): Stale<Current> | null {
  if (!(error instanceof ApiError) || error.status !== 412 || !error.problem.current) return null;
  const { current, changes } = error.problem;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return { current: current as Current, changes: changes ?? [] };
}
