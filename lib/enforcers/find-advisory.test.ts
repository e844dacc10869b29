import { expect, test } from "vitest";
import { findAdvisory } from "./find-advisory.ts";

test.each([
  ["Open Policy Agent/1.9.0 (linux, amd64)", "#8123"],
  ["Open Policy Agent/1.11.0 (linux, amd64)", "#8123"],
  ["Open Policy Agent/1.12.3 (linux, amd64)", "#8215"],
  ["Open Policy Agent/1.18.0 (linux, amd64)", "#8830"],
])("%s is known for %s", (agent, issue) => {
  expect(findAdvisory(agent)).toContain(issue);
});

test.each([
  "Open Policy Agent/0.70.0 (linux, amd64)",
  "Open Policy Agent/1.8.9 (linux, amd64)",
  "Open Policy Agent/1.11.1 (linux, amd64)",
  "Open Policy Agent/1.18.1 (linux, amd64)",
  "sallyport-enforcer/1.12.0",
  "",
  null,
])("nothing is known of %s", (agent) => {
  expect(findAdvisory(agent)).toBeNull();
});
