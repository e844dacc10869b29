import { expect, test } from "vitest";
import { causeWords, type Denials } from "./denial-words.ts";

type Jump = NonNullable<Denials["jump"]>;
const at = "2026-11-25T02:14:00.000Z";
const top: Jump["top"] = {
  reason: "lease-expired",
  enforcer: "edge",
  api: null,
  revision: null,
  release: null,
  denied: 30,
  jumped: true,
};
const say = (cause: Jump["cause"], more: Partial<Jump["top"]> = {}) =>
  causeWords({ denied: 30, since: at, top: { ...top, ...more }, cause }, (time) =>
    time.slice(11, 16),
  );

test.each<[Jump["cause"], string]>([
  [{ kind: "clock", enforcer: "edge", seconds: -600 }, "The clock of edge is 10 minutes behind."],
  [{ kind: "clock", enforcer: "edge", seconds: 75 }, "The clock of edge is 75 s ahead."],
  [
    { kind: "unreachable", enforcer: "edge", since: at },
    "edge was cut off from the authority: it was last heard of at 02:14.",
  ],
  [
    { kind: "release", number: 41, at, secondsBefore: 180, previous: 40 },
    "It began 3 minutes after release 41 came into force at edge.",
  ],
  [
    { kind: "release", number: 41, at, secondsBefore: 0, previous: null },
    "It began when release 41 came into force at edge.",
  ],
  [
    { kind: "caller", subject: null, ip: "192.0.2.9", percent: 97 },
    "97 % of it is one caller: 192.0.2.9.",
  ],
])("the cause is said in words: %j", (cause, what) => {
  expect(say(cause).what).toBe(what);
});

test("where nothing else is known the reason itself is said, with its remedy", () => {
  const { what, remedy } = say({ kind: "reason" });
  expect(what).toMatch(/^Lease expired: .+\.$/);
  expect(remedy).not.toBeNull();
});

test("a release that is no longer in force, or has none before it, can't be rolled back", () => {
  const cause = { kind: "release", number: 41, at, secondsBefore: 0 } as const;
  expect(say({ ...cause, previous: 40 }).remedy).toContain("roll back to release 40");
  expect(say({ ...cause, previous: null }).remedy).not.toContain("roll back");
});
