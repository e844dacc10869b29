import { expect, test } from "vitest";
import { completeSource } from "./complete-source.ts";
import { placeAt } from "./place-at.ts";

const begins = { mfa: { strength: "any", within: "8h" } };

/** `|` is the cursor. */
function completed(text: string) {
  const source = text.replace("|", "");
  const place = placeAt(source, text.indexOf("|"));
  if (!place) throw new Error("no place");
  return completeSource(source, place, begins);
}

const texts = (text: string) => completed(text).proposals.map((each) => each.text);

test("keys are those that the map lacks, with what they are for and how they go on", () => {
  expect(texts("name: x\neffect: permit\n|")).not.toContain("effect: ");
  expect(texts("|")).toEqual(expect.arrayContaining(["name: ", "subjects:\n  ", "when:\n  - "]));
  expect(texts("subjects: {|")).toEqual(expect.arrayContaining(["roles: "]));
  expect(texts("when:\n  - |")).toContain("mfa: { strength: any, within: 8h }");
  expect(completed("ef|").proposals.every(({ detail }) => detail !== null)).toBe(true);
});

test("values are the words that the schema knows", () => {
  expect(texts("effect: |")).toEqual(["permit", "forbid"]);
  expect(texts("subjects:\n  authenticated: |")).toEqual(["true", "false"]);
  expect(texts("when:\n  - schedule: { zone: |")).toContain("Europe/Berlin");
  expect(texts("resources: { methods: [|")).toContain("PATCH");
  expect(texts("subjects:\n  kinds: |")).toContain("[workload]");
});

test("names are asked of the server, operations of the API that is named", () => {
  expect(completed("resources:\n  apis: |")).toMatchObject({
    proposals: [{ text: "all" }],
    wanted: { kind: "apis", api: null },
    opensList: true,
  });
  expect(completed("resources:\n  apis: [ledger]\n  operations:\n    - |").wanted).toEqual({
    kind: "operations",
    api: "ledger",
  });
  expect(completed("subjects: {roles: [a, |").wanted).toMatchObject({ kind: "roles" });
  expect(completed("when:\n  - attribute: { left: |").wanted).toMatchObject({ kind: "facts" });
  expect(completed("reason: |").wanted).toBeNull();
});
