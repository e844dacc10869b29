import { expect, test } from "vitest";
import { keyDoc } from "./key-docs.ts";
import type { DocumentPath } from "./locate.ts";
import { keysAt, shapeAt } from "./schema-at.ts";

function undocumented(path: DocumentPath): string[] {
  const inside = shapeAt(path) === "list" ? [...path, 0] : path;
  return keysAt(inside).flatMap((key) => {
    const at = [...inside, key];
    return [...(keyDoc(at) === null ? [at.join(".")] : []), ...undocumented(at)];
  });
}

test("every key that the schema knows is explained", () => {
  expect(undocumented([])).toEqual([]);
  expect(keyDoc(["when", 0, "mfaa"])).toBeNull();
});
