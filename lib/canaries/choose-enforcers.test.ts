import { expect, test } from "vitest";
import type { CanaryPlan } from "./contract.ts";
import { chooseEnforcers } from "./choose-enforcers.ts";

const fleet = Array.from({ length: 200 }, (_, at) => ({
  id: `00000000-0000-7000-8000-${String(at).padStart(12, "0")}`,
  labels: at % 4 === 0 ? { region: "eu", id: `x${at}` } : { region: 7 },
}));
const plan = (enforcers: CanaryPlan["enforcers"]): CanaryPlan => ({
  enforcers,
  minutes: 1,
  afterwards: "ask",
  tolerate: [],
});
const percent = (share: number, of = fleet) => {
  const choice = chooseEnforcers(of, plan({ by: "percent", percent: share }));
  if (!choice.ok) throw new Error(choice.why);
  return choice.ids;
};

test("a share is that share, the same enforcers each time, and a larger one holds the smaller", () => {
  const tenth = percent(10);
  expect(tenth).toHaveLength(20);
  expect(percent(10, fleet.toReversed())).toEqual(tenth);
  expect(percent(50)).toEqual(expect.arrayContaining([...tenth]));
  expect(percent(50)).toHaveLength(100);
  // Not simply the oldest ones.
  expect(tenth).not.toEqual(fleet.slice(0, 20).map(({ id }) => id));
});

test("there is always one in it and one outside", () => {
  expect(percent(1, fleet.slice(0, 2))).toHaveLength(1);
  expect(percent(99, fleet.slice(0, 2))).toHaveLength(1);
  expect(chooseEnforcers(fleet.slice(0, 1), plan({ by: "percent", percent: 50 })).ok).toBe(false);
  expect(chooseEnforcers([], plan({ by: "percent", percent: 50 })).ok).toBe(false);
});

test("a label chooses those that report it, and neither nobody nor everybody", () => {
  const label = (value: string) => plan({ by: "label", key: "region", value });
  const chosen = chooseEnforcers(fleet, label("eu"));
  expect(chosen.ok && chosen.ids).toHaveLength(50);
  expect(chooseEnforcers(fleet, label("us")).ok).toBe(false);
  const eu = fleet.filter((_, at) => at % 4 === 0);
  expect(chooseEnforcers(eu, label("eu")).ok).toBe(false);
  expect(chooseEnforcers(fleet, plan({ by: "label", key: "__proto__", value: "eu" })).ok).toBe(
    false,
  );
});
