import type { Contract } from "#lib/contract.ts";

/** TanStack Query key of a read: first the domain, so that a write can invalidate by it. */
export function queryKey(contract: Contract, input: unknown): readonly unknown[] {
  return [contract.name.split(".")[0], contract.name, input];
}
