import { measures, type CanaryPlan, type Measure } from "./contract.ts";

/** Decisions of a group of enforcers in a window. */
export type Counts = { readonly decided: number } & Readonly<Record<Measure, number>>;

/**
 * When a canary is worse. Strict, because it is looked at again and again while it runs, and requests of one client
 * come in series: by chance alone, z passes 4 once in thirty thousand looks.
 */
export const limits = {
  /** Fewer decisions than this in a group are not compared. */
  decidedMin: 50,
  /** So many denials, challenges or errors the canary must have to be called worse. */
  countMin: 10,
  /** Standard deviations between the two shares. */
  zMin: 4,
  /** And percentage points, so that a large number of decisions makes no trifle significant. */
  riseMin: 0.02,
} as const;

export type Comparison = {
  readonly measure: Measure;
  /** Against the other enforcers; null: too few decisions there. */
  readonly zControl: number | null;
  /** Against the same enforcers in the time before; null: too few decisions then. */
  readonly zBefore: number | null;
  /** `expected`: it is worse, and was meant to be. */
  readonly verdict: "too-few" | "same" | "worse" | "expected";
};

export type Groups = {
  readonly canary: Counts;
  readonly control: Counts;
  readonly before: Counts;
};

/**
 * The two-proportion test (pooled): by how many standard deviations the left share is above the right one. 0 where
 * there is nothing to tell apart.
 */
export function zOf(
  left: { readonly count: number; readonly of: number },
  right: { readonly count: number; readonly of: number },
): number {
  const pooled = (left.count + right.count) / (left.of + right.of);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / left.of + 1 / right.of));
  return deviation > 0 ? (left.count / left.of - right.count / right.of) / deviation : 0;
}

/**
 * Worse is what is worse than everything it can be compared with: than the other enforcers in the same window, and than
 * the same enforcers before. The second, because another part of the traffic may always have been denied more often.
 */
export function compareGroups(
  { canary, control, before }: Groups,
  tolerate: CanaryPlan["tolerate"],
): readonly Comparison[] {
  return measures.map((measure): Comparison => {
    const against = [control, before].map((other) => compare(canary, other, measure));
    const [zControl = null, zBefore = null] = against.map((each) => each?.z ?? null);
    const known = against.filter((each) => each !== null);
    const verdict =
      known.length === 0 ? "too-few" : known.every((each) => each.worse) ? "worse" : "same";
    const expected = verdict === "worse" && measure !== "errors" && tolerate.includes(measure);
    return { measure, zControl, zBefore, verdict: expected ? "expected" : verdict };
  });
}

function compare(canary: Counts, other: Counts, measure: Measure) {
  if (canary.decided < limits.decidedMin || other.decided < limits.decidedMin) return null;
  const left = { count: canary[measure], of: canary.decided };
  const right = { count: other[measure], of: other.decided };
  const z = zOf(left, right);
  const rise = left.count / left.of - right.count / right.of;
  const worse = left.count >= limits.countMin && z >= limits.zMin && rise >= limits.riseMin;
  return { z, worse };
}
