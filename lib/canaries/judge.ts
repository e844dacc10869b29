import { compareGroups, limits, type Comparison, type Groups } from "./compare-groups.ts";
import type { CanaryPlan, Evaluation } from "./contract.ts";

type Refusing = Evaluation["refusing"];
type Enforcers = { readonly refusing: Refusing; readonly missing: readonly string[] };

/**
 * The verdict on what was counted: any measure that is worse, or any enforcer that refuses the bundle, is enough. Healthy
 * is only what was compared, on enforcers that all have it.
 */
export function judge(
  groups: Groups,
  { refusing, missing }: Enforcers,
  tolerate: CanaryPlan["tolerate"],
): Pick<Evaluation, "comparisons" | "verdict" | "sentence"> {
  const comparisons = compareGroups(groups, tolerate);
  const worse = comparisons.filter(({ verdict }) => verdict === "worse");
  if (worse.length > 0 || refusing.length > 0) {
    const sentence = [...worse.map((each) => jump(each, groups)), ...refusals(refusing)].join(" ");
    return { comparisons: [...comparisons], verdict: "worse", sentence };
  }
  if (comparisons.some(({ verdict }) => verdict === "too-few"))
    return { comparisons: [...comparisons], verdict: "unknown", sentence: tooFew(groups) };
  if (missing.length > 0)
    return { comparisons: [...comparisons], verdict: "unknown", sentence: unseen(missing) };
  return {
    comparisons: [...comparisons],
    verdict: "healthy",
    sentence: healthy(comparisons, groups),
  };
}

function jump({ measure, zControl, zBefore }: Comparison, groups: Groups): string {
  const { canary, control, before } = groups;
  const at = (counted: Groups["canary"]) =>
    `${percent(counted[measure], counted.decided)} of ${count(counted.decided)}`;
  const against = [
    ...(zControl === null ? [] : [`${at(control)} elsewhere (z = ${zControl.toFixed(1)})`]),
    ...(zBefore === null ? [] : [`${at(before)} there before (z = ${zBefore.toFixed(1)})`]),
  ];
  const name = { denials: "Denials", challenges: "Challenges", errors: "Errors" }[measure];
  return `${name} jumped in the canary: ${at(canary)} decisions, against ${against.join(" and ")}.`;
}

function refusals(refusing: Refusing): string[] {
  const [first] = refusing;
  if (!first) return [];
  const who =
    refusing.length === 1
      ? `${first.enforcer} refuses the release`
      : `${refusing.length} enforcers refuse the release, ${first.enforcer} among them`;
  return [`${who}: ${first.error}`];
}

function tooFew({ canary, control }: Groups): string {
  return `Too few decisions to compare: ${count(canary.decided)} in the canary, ${count(control.decided)} elsewhere, and it takes ${limits.decidedMin} on each side.`;
}

function unseen(missing: readonly string[]): string {
  const [first = ""] = missing;
  const who =
    missing.length === 1
      ? `${first} of the canary does not have it in force, or is not heard of`
      : `${missing.length} enforcers of the canary, ${first} among them, do not have it in force, or are not heard of`;
  return `No worse as far as it can be seen: ${who}.`;
}

function healthy(comparisons: readonly Comparison[], { canary, control }: Groups): string {
  const expected = comparisons.filter(({ verdict }) => verdict === "expected");
  const but =
    expected.length === 0
      ? ""
      : ` Only ${expected.map(({ measure }) => measure).join(" and ")} rose, as was expected.`;
  return `No worse than elsewhere: ${count(canary.decided)} decisions compared with ${count(control.decided)}.${but}`;
}

function percent(part: number, of: number): string {
  const share = of === 0 ? 0 : (100 * part) / of;
  return `${share > 0 && share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
