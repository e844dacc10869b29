import { expect, test } from "vitest";
import { joinParts, splitParts } from "./policy-parts.ts";

const text = `# Clerks look invoices up.
name: clerks
effect: permit # everywhere
subjects:
  roles: [clerk]

# Only by day.
when:
  - schedule:
      # in Berlin
      from: "08:00"
  # nothing else
`;

test("a text is taken apart by its keys, each with the comments above it, and put together as it was", () => {
  const parts = splitParts(text);
  expect(Object.keys(parts ?? {})).toEqual(["name", "effect", "subjects", "when"]);
  expect(parts?.["when"]).toMatch(/^\n# Only by day\.\nwhen:\n/);
  expect(parts?.["when"]).toMatch(/# nothing else\n$/);
  expect(joinParts(parts ?? {}, parts ?? {})).toBe(text);
});

test("a key that only one of two texts has keeps its place", () => {
  const theirs = splitParts("name: a\nmode: shadow\neffect: permit\n") ?? {};
  const mine = splitParts("name: a\neffect: permit\nreason: x\n") ?? {};
  const merged = { ...theirs, reason: mine["reason"] };
  expect(joinParts(merged, theirs, mine)).toBe(
    "name: a\nmode: shadow\neffect: permit\nreason: x\n",
  );
  const removed = { ...mine, reason: undefined, mode: theirs["mode"] };
  expect(joinParts(removed, mine, theirs)).toBe("name: a\nmode: shadow\neffect: permit\n");
});

test.each([
  "",
  "# nothing\n",
  "{ name: a }\n",
  "name: a\nname: b\n",
  "name: a\n- b\n",
  "  name: a\n",
])("a text whose lines don't stand for themselves stays whole: %j", (odd) =>
  expect(splitParts(odd)).toBeNull(),
);
