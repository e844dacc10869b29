import { policyDocument, type PolicyDocument } from "#lib/engine/policy-document.ts";
import { generateCondition } from "./generate-conditions.ts";
import type { Random } from "./random.ts";
import { vocabulary } from "./vocabulary.ts";

/** Names that sort unlike the order they are drawn in. */
const names = ["m", "b", "z", "a", "b-1", "b0", "k", "a-a", "0", "x"] as const;
const limits = [
  { limit: 10, window: "1m" },
  { limit: 600, window: "1h", per: "device" },
  { limit: 10, window: "60s", per: "address" },
  // Their rates differ by less than doubles can tell.
  { limit: 315_360_001, window: "315360000s" },
  { limit: 315_360_000, window: "315359999s" },
] as const;

export function generatePolicies(random: Random, now: number): readonly PolicyDocument[] {
  const count = random.pick([0, 1, 2, 3, 4, 5, 6, 7, 8, 10]);
  return names.slice(0, count).map((name) => generatePolicy(random, now, name));
}

/** Permits twice as often as forbids, or nothing would ever pass. */
export function generatePolicy(
  random: Random,
  now: number,
  name: string,
  effect: PolicyDocument["effect"] = random.chance(0.7) ? "permit" : "forbid",
): PolicyDocument {
  const conditions = (most: number) =>
    Array.from({ length: random.integer(0, most) }, () => generateCondition(random, now));
  const permit = effect === "permit";
  const forbidSubjects = random.maybe(0.5, () => generateSubjects(random, false));
  return policyDocument.parse({
    name,
    effect,
    mode: random.pick(["enforce", "enforce", "enforce", "enforce", "enforce", "shadow", "off"]),
    ...clean({
      subjects: permit ? generateSubjects(random, true) : forbidSubjects,
      resources: generateResources(random),
      when: conditions(permit ? 2 : 3),
      unless: !permit && random.chance(0.7) ? conditions(2) : undefined,
      rateLimit: permit ? random.maybe(0.3, () => random.pick(limits)) : undefined,
    }),
  });
}

function generateSubjects(random: Random, named: boolean): NonNullable<PolicyDocument["subjects"]> {
  const wide = random.chance(0.6);
  const everybody = wide && random.chance(0.4);
  const subjects = {
    everybody: everybody || undefined,
    authenticated: (wide && !everybody) || undefined,
    roles: random.some(vocabulary.roles, 0.25),
    groups: random.some([...vocabulary.groups, ...vocabulary.asserted], 0.2),
    users: random.some([...vocabulary.users, "sync", "partner|eve"], 0.15),
    workloads: random.some(["sync", "ann"], 0.2),
    kinds: random.maybe(0.2, () => random.some(["user", "workload", "anonymous"] as const, 0.5)),
  };
  const lists = [subjects.roles, subjects.groups, subjects.users, subjects.workloads];
  const nobody = !wide && lists.every((list) => list.length === 0);
  return clean({ ...subjects, ...(named && nobody ? { roles: ["reader"] } : {}) });
}

function generateResources(random: Random): NonNullable<PolicyDocument["resources"]> {
  const levels = ["public", "internal", "confidential", "restricted"] as const;
  return clean({
    apis: random.chance(0.75) ? ("all" as const) : [random.pick([...vocabulary.apis, "gone"])],
    operations: random.maybe(0.12, () => random.some(["op0", "op1", "id2", "shared-id"], 0.5)),
    methods: random.maybe(0.15, () => random.some(["GET", "POST", "DELETE", "HEAD"], 0.5)),
    access: random.maybe(0.15, () => random.pick(["read", "write"] as const)),
    sensitivity: random.maybe(0.15, () =>
      clean({
        atLeast: random.maybe(0.6, () => random.pick(levels)),
        atMost: random.maybe(0.4, () => random.pick(levels)),
      }),
    ),
    tags: random.maybe(0.1, () => random.some(vocabulary.tags, 0.5)),
  });
}

/** Without the keys that are undefined. */
function clean<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> };
}
