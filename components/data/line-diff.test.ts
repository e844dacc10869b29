import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "./line-diff.ts";

const lines = fc.array(fc.constantFrom("a: 1", "b: 2", "# c", "d:", "- e"), { maxLength: 12 });

describe("a difference of lines", () => {
  it("gives back both texts", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before.join("\n"), after.join("\n"));
        expect(diff.filter((line) => line.kind !== "added").map((line) => line.text)).toEqual(
          before,
        );
        expect(diff.filter((line) => line.kind !== "removed").map((line) => line.text)).toEqual(
          after,
        );
      }),
    );
  });

  it("keeps what both have", () => {
    expect(lineDiff("a\nb\nc", "a\nx\nc").map((line) => line.kind)).toEqual([
      "same",
      "removed",
      "added",
      "same",
    ]);
  });
});
