import { expect, test } from "vitest";
import { loadFixtures } from "./fixtures/load-fixtures.ts";
import { mergeFixture } from "./fixtures/merge-fixture.ts";
import { parseDirectoryData, parsePolicyData, parseSignalsData } from "./parse-deployment.ts";

const fixtures = loadFixtures();
const named = (start: string) => {
  const found = fixtures.find(({ name }) => name.startsWith(start));
  if (!found) throw new Error(`no fixture ${start}`);
  return found.deployment;
};

test("what the index and the fixtures make is accepted, and given back as it is", () => {
  for (const { deployment } of fixtures) {
    const { policy, directory, signals } = structuredClone(deployment);
    expect(parsePolicyData(policy)).toBe(policy);
    expect(parseDirectoryData(directory)).toBe(directory);
    expect(parseSignalsData(signals)).toBe(signals);
  }
});

const { policy, directory, signals } = named("two forbids make one challenge");
const withCondition = (condition: unknown) =>
  mergeFixture(policy, { policies: { everybody: { when: [condition] } } });

test.each([
  ["another format", { ...policy, format: 2 }],
  ["an unknown key", { ...policy, extra: 1 }],
  ["an unknown condition kind", withCondition({ kind: "weather", below: "rain" })],
  [
    "an unknown operator",
    withCondition({
      kind: "attribute",
      left: "subject.a",
      operator: "matches",
      right: { value: ".*" },
    }),
  ],
  [
    "an unknown fact",
    withCondition({ kind: "attribute", left: "weather.today", operator: "exists", right: null }),
  ],
  [
    "a network with host bits",
    withCondition({ kind: "network", in: ["10.0.0.1/8"], not_in: null }),
  ],
  [
    "a zone of the host",
    withCondition({
      kind: "schedule",
      zone: "Local",
      days: [1],
      from_minute: null,
      to_minute: null,
      not_before: null,
      not_after: null,
    }),
  ],
  ["an unknown key in a condition", withCondition({ kind: "risk", below: "low", or: "medium" })],
  [
    "a fraction of a second",
    { ...policy, apis: { billing: { ...policy.apis["billing"], observe_until: 1.5 } } },
  ],
  [
    "a restricted API that is observed",
    mergeFixture(policy, { apis: { vault: { observe_until: 9_999_999_999 } } }),
  ],
  [
    "candidates that name no policy",
    mergeFixture(policy, { candidates: { c0: { permit: { everybody: ["gone"] } } } }),
  ],
  [
    "an operation that is not there",
    mergeFixture(policy, { apis: { billing: { paths: { "/x": { GET: "billing:x" } } } } }),
  ],
  [
    "a way to name subjects that nobody knows",
    mergeFixture(policy, { candidates: { c0: { forbid: { "team:x": [] } } } }),
  ],
  ["null", null],
  ["a list", []],
])("a policy document with %s is refused", (_name, document) => {
  expect(() => parsePolicyData(document)).toThrow(/policy/);
});

test.each([
  ["another format", { ...directory, format: 0 }],
  [
    "a nested attribute",
    mergeFixture(directory, { subjects: { ann: { attributes: { a: { b: 1 } } } } }),
  ],
  [
    "a number beyond 2^53",
    mergeFixture(directory, { subjects: { ann: { attributes: { a: 2 ** 53 } } } }),
  ],
  [
    "text that is not NFC",
    mergeFixture(directory, { subjects: { ann: { attributes: { a: "e\u0301" } } } }),
  ],
  ["an unknown state", mergeFixture(directory, { subjects: { ann: { state: "asleep" } } })],
  [
    "a nested attribute named __proto__",
    JSON.parse(
      JSON.stringify(directory).replace('"department"', '"__proto__":{"x":1},"department"'),
    ),
  ],
])("a directory with %s is refused", (_name, document) => {
  expect(() => parseDirectoryData(document)).toThrow(/the directory document is refused: /);
});

const parsing = (change: unknown) => () => parsePolicyData(mergeFixture(policy, change));

test("a refusal names the first place that is wrong", () => {
  expect(parsing({ apis: { billing: { sensitivity: "secret" } } })).toThrow(
    /: apis\.billing\.sensitivity: Expected public or/,
  );
  expect(parsing({ policies: { everybody: { when: [{ kind: "risk" }] } } })).toThrow(
    /: policies\.everybody\.when\.0\.below: It is missing/,
  );
  expect(parsing({ policies: { everybody: { note: "" } } })).toThrow(
    /: policies\.everybody\.note: An unknown key/,
  );
  expect(parsing({ ports: [443, "80"] })).toThrow(/: ports\.1: Expected an integer/);
});

test.each([
  [
    "an unknown key algorithm",
    mergeFixture(signals, { issuers: { local: { keys: { k: { alg: "HS256", jwks: "{}" } } } } }),
  ],
  [
    "two issuers of one name",
    mergeFixture(signals, { issuers: { legacy: { issuer: "https://local.issuer.example.com" } } }),
  ],
  ["a tombstone without seq", mergeFixture(signals, { subjects: { ann: { gone: true } } })],
])("signals with %s are refused", (_name, document) => {
  expect(() => parseSignalsData(document)).toThrow(/the signals document is refused: /);
});
