import { expect, test } from "vitest";
import { normalisePolicy } from "./normalise-policy.ts";
import { policyDocument } from "./policy-document.ts";

const permit = {
  name: "p",
  effect: "permit",
  subjects: { authenticated: true },
  resources: { apis: ["billing"] },
};
const attribute = (left: string, operator: string, right?: unknown) => ({
  ...permit,
  when: [{ attribute: { left, operator, ...(right === undefined ? {} : { right }) } }],
});

function problems(document: unknown): readonly string[] {
  const result = policyDocument.safeParse(document);
  return (result.error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("the smallest permit is accepted, and empty lists are absent keys", () => {
  expect(problems(permit)).toEqual([]);
  expect(
    problems({
      ...permit,
      subjects: { ...permit.subjects, roles: [], kinds: [] },
      when: [],
      unless: [],
    }),
  ).toEqual([]);
});

test.each([
  ["no subjects", { ...permit, subjects: undefined }, /^subjects: A permit must name its subjects/],
  ["empty subjects", { ...permit, subjects: { roles: [] } }, /^subjects: A permit must name/],
  [
    "kinds as the only subjects",
    { ...permit, subjects: { kinds: ["user"] } },
    /^subjects: A permit must name/,
  ],
  [
    "no resources",
    { ...permit, resources: undefined },
    /^resources: Name the APIs, or write `apis: all`/,
  ],
  [
    "an emptied list of APIs",
    { ...permit, resources: { apis: [], methods: ["GET"] } },
    /^resources\.apis: Name the APIs/,
  ],
  ["an unknown key", { ...permit, when_: [] }, /Unrecognized key/],
  ["an unknown condition", { ...permit, when: [{ weather: {} }] }, /^when\.0: /],
  [
    "two conditions in one item",
    { ...permit, when: [{ mfa: {}, device: {} }] },
    /^when\.0: Write one condition per list item/,
  ],
  [
    "a duration without unit",
    { ...permit, when: [{ mfa: { within: "8" } }] },
    /^when\.0\.mfa\.within: Write a duration/,
  ],
  [
    "a network with host bits",
    { ...permit, when: [{ network: { in: ["10.0.0.1/8"] } }] },
    /^when\.0\.network\.in\.0: Write a network/,
  ],
  [
    "a mapped network",
    { ...permit, when: [{ network: { in: ["::ffff:10.0.0.0/104"] } }] },
    /^when\.0\.network\.in\.0/,
  ],
  [
    "a zone in lower case",
    { ...permit, when: [{ schedule: { zone: "europe/berlin", days: ["mon"] } }] },
    /^when\.0\.schedule\.zone: Use a canonical IANA/,
  ],
  [
    "a window without end",
    { ...permit, when: [{ schedule: { zone: "UTC", from: "09:00" } }] },
    /^when\.0\.schedule\.to: /,
  ],
  [
    "a window of no length",
    { ...permit, when: [{ schedule: { zone: "UTC", from: "09:00", to: "09:00" } }] },
    /must differ/,
  ],
  [
    "an instant that is none",
    { ...permit, when: [{ schedule: { notAfter: "2026-02-30T00:00:00Z" } }] },
    /no such instant/,
  ],
  ["an unless in a permit", { ...permit, unless: [{ mfa: {} }] }, /^unless: Only a forbid has/],
  [
    "a rate limit on a forbid",
    { ...permit, effect: "forbid", rateLimit: { limit: 1, window: "1m" } },
    /^rateLimit: Only a permit/,
  ],
  [
    "a name twice",
    { ...permit, subjects: { roles: ["a", "a"] } },
    /^subjects\.roles: The same value is listed twice/,
  ],
  ["a name in capitals", { ...permit, name: "P" }, /^name: /],
  ["text that is not NFC", { ...permit, reason: "e\u0301" }, /^reason: Use Unicode normal form C/],
  [
    "an order of text",
    attribute("subject.a", "less-than", "b"),
    /^when\.0\.attribute\.right: Only numbers have an order/,
  ],
  [
    "an order of parameters",
    attribute("path.a", "less-than", 5),
    /have? no order|text has no order/,
  ],
  [
    "a boolean parameter",
    attribute("query.a", "equals", true),
    /can equal text or an integer only/,
  ],
  ["in without a list", attribute("subject.a", "in", "b"), /needs a list/],
  ["equals with a list", attribute("subject.a", "equals", ["b"]), /takes a single value/],
  ["mixed lists", attribute("subject.a", "in", ["b", 1]), /one type/],
  ["exists with a right side", attribute("subject.a", "exists", 1), /takes no right side/],
  [
    "an unknown fact",
    attribute("weather.today", "exists"),
    /^when\.0\.attribute\.left: Name a fact/,
  ],
  [
    "an unknown fact of the API",
    attribute("subject.a", "equals", "api.colour"),
    /There is no fact api\.colour/,
  ],
  [
    "a number of too many digits",
    attribute("subject.a", "equals", 0.1234567890123456),
    /15 digits/,
  ],
])("%s is refused with the place and what was expected", (_name, document, message) => {
  expect(problems(document).join("\n")).toMatch(message);
});

test("normal form has seconds, minutes, padded versions and sorted sets", () => {
  const rule = normalisePolicy(
    policyDocument.parse({
      ...permit,
      effect: "forbid",
      subjects: { kinds: ["workload", "user"] },
      when: [
        { mfa: { within: "8h" } },
        { device: { posture: { "os-version": ">=14.2", firewall: true } } },
        {
          schedule: {
            zone: "Europe/Berlin",
            days: ["wed", "mon"],
            from: "22:00",
            to: "24:00",
            notBefore: "2026-03-02T09:00:00Z",
          },
        },
        { attribute: { left: "subject.a", operator: "equals", right: "path.b" } },
        { attribute: { left: "subject.a", operator: "equals", right: { value: "path.b" } } },
      ],
      unless: [{ token: { scopes: ["b", "a"] } }],
    }),
  );
  expect(rule).toEqual({
    effect: "forbid",
    mode: "enforce",
    kinds: ["user", "workload"],
    when: [
      { kind: "mfa", strength: "any", within_seconds: 28_800 },
      {
        kind: "device",
        trust: "registered",
        owned: true,
        platforms: null,
        posture: [
          { check: "firewall", equals: true },
          { check: "os-version", at_least: [14, 2, 0, 0] },
        ],
      },
      {
        kind: "schedule",
        zone: "Europe/Berlin",
        days: [1, 3],
        from_minute: 1320,
        to_minute: 1440,
        not_before: 1_772_442_000,
        not_after: null,
      },
      { kind: "attribute", left: "subject.a", operator: "equals", right: { ref: "path.b" } },
      { kind: "attribute", left: "subject.a", operator: "equals", right: { value: "path.b" } },
    ],
    unless: [
      { kind: "token", scopes: ["a", "b"], audiences: [], issuers: [], sender_constrained: false },
    ],
    rate_limit: null,
    reason: "",
  });
});
