import { databaseUrl } from "#scripts/test-database.ts";
import { expect, test } from "vitest";
import { refuseUnusableDatabase } from "./usable-database.mjs";

const changed = (change: (url: URL) => void): string => {
  const url = new URL(databaseUrl);
  change(url);
  return url.href;
};

test("a migrated database is taken", async () => {
  expect(await refuseUnusableDatabase(databaseUrl)).toBeUndefined();
});

test("a database that is only away is no reason not to start", async () => {
  const url = changed((each) => (each.port = "1"));
  expect(await refuseUnusableDatabase(url)).toContain("ECONNREFUSED");
});

test.each([
  ["a wrong password", (url: URL) => (url.password = "wrong"), "refuses the user or password"],
  ["a database that is not there", (url: URL) => (url.pathname = "/nowhere"), "does not exist"],
  ["a database without tables", (url: URL) => (url.pathname = "/postgres"), "npm run migrate"],
])("%s is refused in a sentence", async (_name, change, sentence) => {
  await expect(refuseUnusableDatabase(changed(change))).rejects.toThrow(sentence);
});
