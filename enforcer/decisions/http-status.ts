import type { Decision } from "#lib/engine/decision.ts";
import { reasonTexts } from "./reason-texts.ts";

/** The status the caller should see: 200, or what the reasons table says. */
export function httpStatus(decision: Decision): number {
  return decision.outcome === "allow" ? 200 : reasonTexts(decision).status;
}
