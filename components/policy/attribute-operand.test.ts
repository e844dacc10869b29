import { describe, expect, test } from "vitest";
import { kindOfOperand, operandText, readOperand } from "./attribute-operand.ts";

describe("the right side of an attribute condition", () => {
  test.each([
    [undefined, "nothing"],
    ["path.tenantId", "fact"],
    [{ ref: "path.tenantId" }, "fact"],
    ["finance", "text"],
    [{ value: "path.x" }, "text"],
    [5, "number"],
    [true, "truth"],
    [["a", "b"], "texts"],
    [[1, 2], "numbers"],
    [{ value: [1] }, "numbers"],
  ] as const)("%j is %s", (right, kind) => {
    expect(kindOfOperand(right)).toBe(kind);
  });

  test("is written back as it was read", () => {
    for (const right of [
      "path.tenantId",
      "finance",
      { value: "path.x" },
      5,
      false,
      ["a", "1"],
      [1, 2.5],
    ])
      expect(readOperand(kindOfOperand(right), operandText(right), right)).toEqual(right);
  });

  test("keeps the types of a mixed list's items", () => {
    expect(readOperand("texts", ["a", "1", "true", "b"], ["a", 1, true])).toEqual([
      "a",
      1,
      true,
      "b",
    ]);
  });

  test("typed text never turns into a fact by accident", () => {
    expect(readOperand("text", ["subject.role"], "x")).toEqual({ value: "subject.role" });
  });
});
