import type { Revision } from "#lib/engine/deployment.ts";

/** Negative: the left one is older. */
export function compareRevisions(left: Revision, right: Revision): number {
  return left[0] - right[0] || left[1] - right[1];
}
