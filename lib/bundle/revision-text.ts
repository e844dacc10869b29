import type { Revision } from "#lib/engine/deployment.ts";

/** `"<epoch>.<number>"`: the manifest's `revision`, which OPA repeats in status and decision logs. */
export function revisionText(revision: Revision): string {
  return `${revision[0]}.${revision[1]}`;
}
