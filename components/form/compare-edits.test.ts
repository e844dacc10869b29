import { expect, test } from "vitest";
import { compareEdits, ownEdits } from "./compare-edits.ts";

const before = { name: "Billing", owner: "", sensitivity: "internal", hosts: [{ host: "a" }] };
const ben = { at: "2026-11-25T10:00:00.000Z", by: "Ben", members: ["owner"] };
const ana = { at: "2026-11-25T09:00:00.000Z", by: "Ana", members: ["owner", "hosts"] };

test("what only others changed is taken over, what both changed differently is asked, each with who did it last", () => {
  const mine = { ...before, owner: "Mine", name: "Bills" };
  const theirs = { ...before, owner: "Theirs", hosts: [{ host: "b" }] };
  expect(compareEdits(before, mine, theirs, [ben, ana])).toEqual([
    { key: "owner", before: "", mine: "Mine", theirs: "Theirs", clashes: true, change: ben },
    {
      key: "hosts",
      before: [{ host: "a" }],
      mine: [{ host: "a" }],
      theirs: [{ host: "b" }],
      clashes: false,
      change: ana,
    },
  ]);
  expect(ownEdits(before, mine, theirs)).toEqual(["name", "owner"]);
});

test("what both changed alike is no question", () => {
  const mine = { ...before, sensitivity: "restricted" };
  expect(compareEdits(before, mine, { ...mine }, [])).toMatchObject([
    { key: "sensitivity", clashes: false, change: null },
  ]);
  expect(ownEdits(before, mine, { ...mine })).toEqual([]);
});

test("a part that somebody removed, and one that somebody added, are changes like others", () => {
  const mine = { name: "a", when: "mine" };
  const theirs: Record<string, string> = { name: "a", mode: "shadow" };
  expect(
    compareEdits<Record<string, string>>({ name: "a", when: "x" }, mine, theirs, []),
  ).toMatchObject([
    { key: "when", clashes: true },
    { key: "mode", clashes: false },
  ]);
});
