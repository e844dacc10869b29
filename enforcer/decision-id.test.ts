import { expect, test } from "vitest";
import { decisionId } from "./decision-id.ts";

test("ids are version 7 UUIDs, unique and sorted by time", () => {
  const ids = Array.from({ length: 2000 }, (_, index) => decisionId(1_790_000_000_000 + index));
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(2000);
  expect(ids.toSorted()).toEqual(ids);
});
