import { expect, test } from "vitest";
import { createFleetNotes } from "./fleet-notes.ts";
import { createStatusReader } from "./read-status.ts";

test("a label that is cut in the middle of a character can be stored all the same", () => {
  const fleet = createFleetNotes();
  const zone = `a${"\u{1F600}".repeat(2000)}`;
  createStatusReader(fleet)("e1", JSON.stringify({ labels: { id: "opa-1", zone } }));
  expect(fleet.take().enforcers[0]?.labels?.["zone"]?.isWellFormed()).toBe(true);
});
