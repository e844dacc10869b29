import { expect, test } from "vitest";
import { summarise } from "./summary.mjs";

const green = { title: "unit", passed: 9, failed: 0, skipped: 0, seconds: 1 };
const left = { title: "browser journeys", passed: 0, failed: 0, skipped: 1, seconds: 1 };
const missing = ["browser journeys: there is no Chromium"];

test("what could not run on a machine is named, and not counted as failed", () => {
  const { text, passed } = summarise([green, left], missing, false);
  expect(text).toContain(
    "!!! NOT RUN ON THIS MACHINE\n!!!   browser journeys: there is no Chromium",
  );
  expect(text).toContain("! browser journeys");
  expect(text).toMatch(/9 passed, 0 failed, 1 skipped$/);
  expect(passed).toBe(true);
});

test("with CI=true what could not run is a failure", () => {
  const { text, passed } = summarise([green, left], missing, true);
  expect(text).toContain("NOT RUN ON THIS MACHINE (a failure, because CI=true)");
  expect(passed).toBe(false);
});

test("a test that was skipped without a missing program is a failure with CI=true, too", () => {
  expect(summarise([{ ...green, skipped: 1 }], [], true).passed).toBe(false);
  expect(summarise([green], [], true).passed).toBe(true);
});
