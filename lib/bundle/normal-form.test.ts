import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findOpa } from "./testing/find-opa.ts";
import { runOpa, type RunningOpa } from "./testing/run-opa.ts";
import { writeLibrary } from "./testing/write-library.ts";

/** What the table was made from is newer than some Node's Unicode, so that only older characters are compared. */
const scripts: readonly (readonly [number, number])[] = [
  [0xc0, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x4ff],
  [0x590, 0x6ff],
  [0x900, 0xd7f],
  [0xe00, 0xeff],
  [0x1100, 0x11ff],
  [0x1e00, 0x1fff],
  [0x2100, 0x214f],
  [0x3040, 0x30ff],
  [0xac00, 0xac60],
  [0xf900, 0xfa6d],
  [0x1f600, 0x1f64f],
];

/** Deterministic: a linear congruential generator (Numerical Recipes). */
function randomTexts(count: number): string[] {
  let state = 20_260_302;
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const character = () => {
    const [first, last] = scripts[below(3) === 0 ? 1 : below(scripts.length)] ?? [0x61, 0x7a];
    return String.fromCodePoint(first + below(last - first + 1));
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + below(5) }, () => (below(4) === 0 ? "a" : character())).join(""),
  );
}

describe.skipIf(findOpa() === null)("normal form C in Rego", () => {
  let opa: RunningOpa;
  let folder: string;
  beforeAll(async () => {
    folder = writeLibrary();
    opa = await runOpa(["--log-level", "error", folder]);
  });
  afterAll(async () => {
    await opa.stop();
    rmSync(folder, { recursive: true });
  });

  test("is recognised as String.prototype.normalize does", async () => {
    const texts = randomTexts(6000);
    const found = (await opa.query("sallyport/fixture/normal", { texts })) as string[];
    const normal = [...new Set(texts.filter((text) => text.normalize("NFC") === text))];
    expect(new Set(found)).toEqual(new Set(normal));
    expect(normal.length).toBeGreaterThan(500);
    expect(normal.length).toBeLessThan(texts.length - 500);
  });
});
