import { expect, test } from "vitest";
import type { DescribedOperation } from "#lib/apis/description/description.ts";
import { compareOperations } from "./compare-operations.ts";

function operation(method: string, template: string, ...operationIds: string[]) {
  const more = { summary: "", tags: [], deprecated: false, endsInSlash: false };
  const described: DescribedOperation = {
    method,
    template,
    shape: template,
    operationIds,
    ...more,
  };
  return described;
}

const keysOf = (...operations: readonly DescribedOperation[]) =>
  compareOperations([], operations).added.map(({ key }) => key);

test("an operationId that reads like another operation's method and path takes no name from it", () => {
  expect(keysOf(operation("POST", "/a", "GET /b"), operation("GET", "/b"))).toEqual([
    "POST /a",
    "GET /b",
  ]);
});

test("names of long paths have what a policy may have, and stay different", () => {
  const keys = keysOf(
    operation("GET", `/${"a".repeat(400)}/x`),
    operation("GET", `/${"a".repeat(400)}/y`),
    operation("GET", `/${"\u{1F600}".repeat(200)}`),
  );
  expect(keys.every((key) => key.length <= 300 && key.isWellFormed())).toBe(true);
  expect(new Set(keys).size).toBe(3);
});
