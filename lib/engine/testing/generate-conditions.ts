import { policyCondition, type PolicyCondition } from "#lib/engine/policy-condition.ts";
import type { Random } from "./random.ts";
import { networks, oddValues, vocabulary, zones } from "./vocabulary.ts";

type Make = (random: Random, now: number) => unknown;

const facts = [
  ...["department", "tenant", "level", "projects", "id", "kind", "__proto__", "constructor"].map(
    (name) => `subject.${name}`,
  ),
  ...["site", "trust", "owner", "platform", "id"].map((name) => `device.${name}`),
  ...["sensitivity", "dataClasses", "slug", "exposure", "audience"].map((name) => `api.${name}`),
  ...["tags", "key", "method", "template", "sensitivity"].map((name) => `operation.${name}`),
  ...["id", "tenant", "rest", "{base}...{head}", "constructor"].map((name) => `path.${name}`),
  ...["tenant", "q", "a[]"].map((name) => `query.${name}`),
  ...["scope", "level", "tenant", "groups", "odd", "https://claims.example/x"].map(
    (name) => `token.${name}`,
  ),
];

const operators = [
  "equals",
  "not-equals",
  "in",
  "not-in",
  "contains",
  "starts-with",
  "less-than",
  "greater-than",
  "exists",
] as const;

/** All kinds, in the author's form. */
const makers: Readonly<Record<keyof PolicyCondition, Make>> = {
  subject: (random) => ({ kinds: atLeastOne(random, ["user", "workload"]) }),
  mfa: (random) => ({
    strength: random.maybe(0.7, () => random.pick(["any", "phishing-resistant"])),
    within: random.maybe(0.7, () => random.pick(["1s", "15m", "1h", "12h"])),
  }),
  device: (random) => ({
    trust: random.maybe(0.6, () => random.pick(["registered", "compliant", "managed"])),
    owned: random.maybe(0.5, () => random.chance(0.4)),
    platforms: random.maybe(0.25, () => random.some(vocabulary.platforms, 0.6)),
    posture: random.maybe(0.4, () =>
      Object.fromEntries(
        random.some(vocabulary.checks, 0.5).map((check) => [check, posture(random)]),
      ),
    ),
  }),
  network: (random) => inOrNotIn(random, networks),
  country: (random) => inOrNotIn(random, vocabulary.countries),
  schedule: generateSchedule,
  risk: (random) => ({ below: random.pick(["low", "medium", "high"]) }),
  token: (random) => ({
    scopes: random.maybe(0.4, () => random.some(vocabulary.scopes, 0.4)),
    audiences: random.maybe(0.15, () => [
      random.pick(["https://billing.example.com", "https://people.example.com"]),
    ]),
    issuers: random.maybe(0.2, () => atLeastOne(random, vocabulary.issuers)),
    senderConstrained: random.maybe(0.4, () => random.chance(0.8)),
  }),
  attribute: (random) => {
    const operator = random.pick(operators);
    const right = random.chance(0.25)
      ? random.pick([random.pick(facts), { ref: random.pick(facts) }])
      : operator === "in" || operator === "not-in"
        ? random.some(oddValues, 0.2)
        : random.pick([random.pick(oddValues), { value: "subject.department" }]);
    return { left: random.pick(facts), operator, ...(operator === "exists" ? {} : { right }) };
  },
};

const kinds = Object.keys(makers) as (keyof PolicyCondition)[];

/** One condition; what its schema refuses is drawn again. */
export function generateCondition(
  random: Random,
  now: number,
  wanted?: keyof PolicyCondition,
): PolicyCondition {
  for (;;) {
    const kind = wanted ?? (random.chance(0.25) ? "attribute" : random.pick(kinds));
    const body = Object.entries(makers[kind](random, now) as object).filter(
      ([, value]) => value !== undefined,
    );
    const parsed = policyCondition.safeParse({ [kind]: Object.fromEntries(body) });
    if (parsed.success) return parsed.data;
  }
}

function posture(random: Random): unknown {
  return random.pick([true, true, false, ">=14.2", ">= 14.2.0.1", ">=0", "14.2", 14]);
}

function inOrNotIn(random: Random, all: readonly string[]): unknown {
  return {
    in: random.maybe(0.7, () => random.some(all, 0.4)),
    notIn: random.maybe(0.4, () => random.some(all, 0.25)),
  };
}

/** Times of day and instants at, just before and just after now. */
function generateSchedule(random: Random, now: number): unknown {
  const zone = random.pick(zones);
  const local = localTime(zone, now);
  const times = ["00:00", "02:00", "02:30", "06:00", "18:00", "23:59", local] as const;
  const weekly = random.chance(0.8);
  return {
    zone,
    days: random.maybe(0.5, () =>
      random.some(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 0.6),
    ),
    from: weekly ? random.pick(times) : undefined,
    to: weekly ? random.pick([...times, "24:00"]) : undefined,
    notBefore: random.maybe(0.2, () => instantNear(random, now)),
    notAfter: random.maybe(0.2, () => instantNear(random, now)),
  };
}

const formats = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      hour: "2-digit",
      minute: "2-digit",
    }),
  ]),
);

function localTime(zone: (typeof zones)[number], now: number): string {
  return formats.get(zone)?.format(now * 1000) ?? "12:00";
}

function instantNear(random: Random, now: number): string {
  const seconds = now + random.pick([-3600, -1, 0, 1, 3600]);
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

function atLeastOne<T>(random: Random, all: readonly T[]): readonly T[] {
  const some = random.some(all, 0.6);
  return some.length > 0 ? some : [random.pick(all)];
}
