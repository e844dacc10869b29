import type { Revision } from "#lib/engine/deployment.ts";

/** `"3.41"` back to its numbers; null for anything else. */
export function parseRevision(text: string | null | undefined): Revision | null {
  const match = /^(\d{1,9})\.(\d{1,15})$/.exec(text ?? "");
  return match ? [Number(match[1]), Number(match[2])] : null;
}

/** Negative when the left one is older. */
export function compareRevisions(left: Revision, right: Revision): number {
  return left[0] - right[0] || left[1] - right[1];
}
