import { canaryPlan, type CanaryPlan } from "./contract.ts";

/** As it was stored with a release; null: everybody at once. */
export function readPlan(json: unknown): CanaryPlan | null {
  return json === null ? null : canaryPlan.parse(json);
}

/** "10 % of the enforcers, for at least 30 minutes". */
export function planSentence({ enforcers, minutes, afterwards }: CanaryPlan): string {
  const who =
    enforcers.by === "percent"
      ? `${enforcers.percent} % of the enforcers`
      : `enforcers labelled ${enforcers.key}=${enforcers.value}`;
  const then = afterwards === "ask" ? "a person continues" : "it continues by itself";
  const time = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return `${who}, for at least ${time}; then ${then}`;
}
