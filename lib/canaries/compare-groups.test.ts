import { expect, test } from "vitest";
import { compareGroups, zOf, type Counts } from "./compare-groups.ts";

const counts = (decided: number, rest: Partial<Counts> = {}): Counts => ({
  decided,
  denials: 0,
  challenges: 0,
  errors: 0,
  ...rest,
});
const verdicts = (
  canary: Counts,
  control: Counts,
  before: Counts = counts(0),
  tolerate: Parameters<typeof compareGroups>[1] = [],
) => compareGroups({ canary, control, before }, tolerate).map(({ verdict }) => verdict);

test("is the pooled two-proportion test", () => {
  // 30 of 100 against 10 of 100: pooled 0.2, deviation 0.0566
  expect(zOf({ count: 30, of: 100 }, { count: 10, of: 100 })).toBeCloseTo(3.536, 3);
  expect(zOf({ count: 10, of: 100 }, { count: 30, of: 100 })).toBeCloseTo(-3.536, 3);
  expect(zOf({ count: 0, of: 100 }, { count: 0, of: 100 })).toBe(0);
  expect(zOf({ count: 100, of: 100 }, { count: 100, of: 100 })).toBe(0);
});

test("a jump of any measure is worse, each on its own", () => {
  const control = counts(1000, { denials: 20, challenges: 20, errors: 0 });
  expect(verdicts(counts(100, { denials: 40, challenges: 2 }), control)).toEqual([
    "worse",
    "same",
    "same",
  ]);
  expect(verdicts(counts(100, { challenges: 40, denials: 2 }), control)[1]).toBe("worse");
  expect(verdicts(counts(100, { errors: 10 }), control)[2]).toBe("worse");
});

test("nothing is said of fewer decisions than fifty on either side", () => {
  const all = counts(49, { denials: 49 });
  expect(verdicts(all, counts(1000))[0]).toBe("too-few");
  expect(verdicts(counts(50, { denials: 50 }), counts(49))[0]).toBe("too-few");
  expect(verdicts(counts(50, { denials: 50 }), counts(50))[0]).toBe("worse");
});

test("nine denials are no jump, and neither is a rise of less than two points", () => {
  expect(verdicts(counts(50, { denials: 9 }), counts(10_000))[0]).toBe("same");
  expect(verdicts(counts(50, { denials: 10 }), counts(10_000))[0]).toBe("worse");
  const many = counts(1_000_000, { denials: 30_000 });
  expect(verdicts(counts(1_000_000, { denials: 49_000 }), many)[0]).toBe("same");
  expect(verdicts(counts(1_000_000, { denials: 51_000 }), many)[0]).toBe("worse");
});

test("enforcers whose traffic was always denied more often are not worse for it", () => {
  const canary = counts(200, { denials: 60 });
  const control = counts(2000, { denials: 20 });
  expect(verdicts(canary, control, counts(1000, { denials: 290 }))[0]).toBe("same");
  expect(verdicts(canary, control, counts(1000, { denials: 10 }))[0]).toBe("worse");
});

test("an attack on all of them is not the release's doing", () => {
  const before = counts(1000, { denials: 10 });
  expect(verdicts(counts(200, { denials: 100 }), counts(2000, { denials: 990 }), before)[0]).toBe(
    "same",
  );
});

test("without the others' decisions its own past decides", () => {
  const canary = counts(200, { denials: 100 });
  expect(verdicts(canary, counts(3), counts(500, { denials: 5 }))[0]).toBe("worse");
  expect(verdicts(canary, counts(3), counts(500, { denials: 250 }))[0]).toBe("same");
});

test("what a release is meant to raise is no reason to halt, but errors always are", () => {
  const canary = counts(100, { denials: 50, challenges: 30, errors: 20 });
  expect(verdicts(canary, counts(100), counts(0), ["denials", "challenges"])).toEqual([
    "expected",
    "expected",
    "worse",
  ]);
});
