import type { Decision } from "#lib/engine/decision.ts";
import { reasons } from "#lib/engine/reasons.ts";

/** What the one table of reasons says about this decision. */
export function reasonTexts({ reason }: Pick<Decision, "reason">) {
  return reasons[reason];
}
