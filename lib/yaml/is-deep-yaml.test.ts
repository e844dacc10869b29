import { expect, test } from "vitest";
import { isDeepYaml } from "./is-deep-yaml.ts";

test.each([
  ["braces", `a: ${"{".repeat(50_000)}`],
  ["brackets that close", `${"[".repeat(33)}${"]".repeat(33)}`],
  ["a list in a list in a list", "- ".repeat(5000)],
  ["keys that are maps", "? ".repeat(5000)],
  ["indentation", Array.from({ length: 1200 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n")],
])("%s without end are too deep", (_name, text) => {
  expect(isDeepYaml(text, 32)).toBe(true);
});

test.each([
  [
    "brackets in texts and comments",
    `a: "${"[".repeat(100)}" # ${"{".repeat(100)}\nb: |\n  ${"[".repeat(100)}\n`,
  ],
  ["brackets beside each other", `a: [${"[], ".repeat(500)}]`],
  ["a list of lists", "- - a\n".repeat(500)],
  ["what opens nothing", "]]]] [[[["],
])("%s are not", (_name, text) => {
  expect(isDeepYaml(text, 32)).toBe(false);
});
