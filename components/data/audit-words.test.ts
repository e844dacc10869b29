import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { auditWord } from "./audit-words.ts";

const contracts = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((file) => /(?:^|\/)contract\.ts$/.test(file))
  .map((file) => readFileSync(join("lib", file), "utf8"));
const actions = contracts.flatMap((text) =>
  [...text.matchAll(/audit: "([a-z.-]+)"/g)].map((match) => match[1] ?? ""),
);

test("every action that a contract audits has words for people", () => {
  expect(actions.length).toBeGreaterThan(30);
  expect(actions.filter((action) => auditWord(action) === action)).toEqual([]);
});
