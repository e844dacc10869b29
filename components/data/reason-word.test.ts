import { expect, test } from "vitest";
import { reasonWord } from "./reason-word.ts";
import { reasons } from "#lib/engine/reasons.ts";

test("no reason is shown as its code", () => {
  const codes = Object.keys(reasons);
  expect(codes.filter((code) => !/^[A-Z][A-Za-z -]+$/.test(reasonWord(code)))).toEqual([]);
  expect(codes.filter((code) => code.includes("-") && reasonWord(code) === code)).toEqual([]);
});
