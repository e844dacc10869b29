import { expect, test } from "vitest";
import { sinceOf } from "./find-since.ts";
import { hasJumped } from "./has-jumped.ts";

const usual = { denied: 720, decided: 7200 }; // 10 of 100 in five minutes

test.each([
  ["19 denials", { denied: 19, decided: 19 }, usual, false],
  ["all of them", { denied: 100, decided: 100 }, usual, true],
  ["30 of 100, where 10 are usual", { denied: 30, decided: 100 }, usual, true],
  ["29 of 100: less than 20 points more", { denied: 29, decided: 100 }, usual, false],
  ["ten times the traffic with the usual share", { denied: 100, decided: 1000 }, usual, false],
  [
    "a higher share of less traffic",
    { denied: 19 + 1, decided: 30 },
    { ...usual, denied: 780 },
    false,
  ],
  [
    "half of all, without a baseline",
    { denied: 20, decided: 40 },
    { denied: 0, decided: 99 },
    true,
  ],
  ["less than half, without one", { denied: 20, decided: 41 }, { denied: 0, decided: 99 }, false],
])("a jump: %s", (_name, now, before, jumped) => {
  expect(hasJumped(now, before)).toBe(jumped);
});

const minute = (at: number, count: number) => ({ minute: new Date(at * 60_000), count });

test("it began after the last five quiet minutes", () => {
  const to = new Date(100 * 60_000);
  const rows = [
    minute(99, 50),
    minute(96, 50),
    minute(95, 1),
    minute(90, 50),
    minute(84, 50),
    minute(77, 50),
  ];
  expect(sinceOf(rows, 250, to)).toEqual(minute(84, 0).minute);
});
