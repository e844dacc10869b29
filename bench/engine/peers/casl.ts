import { createMongoAbility, subject, type MongoAbility, type RawRuleOf } from "@casl/ability";
import type { Atom, FactName, PeerFacts, PeerRule } from "#bench/deployment/peer-rule.ts";
import { factsOf, type Prepare } from "#bench/engine/contender.ts";

type Rules = RawRuleOf<MongoAbility>[];

/** As its guide says: an ability per user, made from the rules of their roles and kept; conditions on the subject. */
export const casl: Prepare = (world) => {
  const facts = factsOf(world);
  const abilities = new Map<string, MongoAbility>();
  for (const one of facts)
    if (!abilities.has(one.user))
      abilities.set(one.user, createMongoAbility(rulesOf(one, world.rules)));
  const subjects = facts.map((one) => subject("request", { ...one }));
  return (index) => {
    const one = facts[index];
    const about = subjects[index];
    if (!one || !about) return false;
    return abilities.get(one.user)?.can(one.operation, about) ?? false;
  };
};

/** Later rules win there, so the forbids come last. */
function rulesOf(facts: PeerFacts, rules: readonly PeerRule[]): Rules {
  const own = rules.filter(({ role }) => role === null || facts.roles.includes(role));
  const permits = own.filter(({ effect }) => effect === "permit");
  const forbids = own.filter(({ effect }) => effect === "forbid");
  return [
    ...permits.map(({ operations, when }) => ({
      action: [...operations],
      subject: "request",
      ...conditions(when.map((atom) => query(atom, facts))),
    })),
    ...forbids.flatMap((rule) => forbidden(rule, facts)),
  ];
}

/** Its queries know no `or`: whichever part of `unless` fails forbids by a rule of its own. */
function forbidden({ operations, when, unless }: PeerRule, facts: PeerFacts): Rules {
  const action = [...operations];
  const base = when.map((atom) => query(atom, facts));
  const rule = (queries: readonly Query[]) => ({
    action,
    subject: "request",
    inverted: true,
    ...conditions(queries),
  });
  return unless.length === 0
    ? [rule(base)]
    : unless.map((atom) => rule([...base, negated(atom, facts)]));
}

type Query = readonly [fact: FactName, test: Readonly<Record<string, unknown>>];

/** Several tests of one fact become one entry. */
function conditions(queries: readonly Query[]): {
  conditions?: Record<string, Record<string, unknown>>;
} {
  const merged: Record<string, Record<string, unknown>> = {};
  for (const [fact, test] of queries) merged[fact] = { ...merged[fact], ...test };
  return queries.length > 0 ? { conditions: merged } : {};
}

function query(atom: Atom, facts: PeerFacts): Query {
  switch (atom.is) {
    case "atLeast":
      return [atom.fact, { $gte: atom.value }];
    case "atMost":
      return [atom.fact, { $lte: atom.value }];
    case "equals":
      return [atom.fact, { $eq: atom.value }];
    case "has":
      return [atom.fact, { $in: [atom.value] }];
    case "sameAs":
      // The user's own side is known when the ability is made.
      return [atom.value, { $eq: facts[atom.fact] }];
    case "oneOf":
      return [atom.fact, { $in: [...atom.value] }];
    case "noneOf":
      return [atom.fact, { $nin: [...atom.value] }];
  }
}

function negated(atom: Atom, facts: PeerFacts): Query {
  if (atom.is === "atLeast") return [atom.fact, { $lt: atom.value }];
  if (atom.is === "atMost") return [atom.fact, { $gt: atom.value }];
  const [fact, test] = query(atom, facts);
  if (atom.is === "equals") return [fact, { $ne: test["$eq"] }];
  throw new Error(`the mix never negates ${atom.is}`);
}
