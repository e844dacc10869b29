import { behaviourOf } from "./conditions/conditions.ts";
import type { CandidateSet, Condition, PolicyData, PolicyRule, RateLimit } from "./deployment.ts";
import type { Evaluate } from "./facts.ts";

export type CompiledCondition = {
  readonly condition: Condition;
  readonly evaluate: Evaluate;
  readonly behaviour: ReturnType<typeof behaviourOf>;
};

export type CompiledPolicy = {
  readonly name: string;
  /** The name alone, for decisions that no other policy has part in. */
  readonly names: readonly string[];
  readonly effect: "permit" | "forbid";
  readonly shadow: boolean;
  readonly kinds: PolicyRule["kinds"];
  readonly when: readonly CompiledCondition[];
  readonly unless: readonly CompiledCondition[];
  readonly rateLimit: RateLimit | null;
};

/** The policies of one effect that can matter at an operation, by who is named. */
export type Selectors = {
  readonly everybody: readonly CompiledPolicy[];
  readonly authenticated: readonly CompiledPolicy[];
  readonly roles: ReadonlyMap<string, readonly CompiledPolicy[]>;
  readonly groups: ReadonlyMap<string, readonly CompiledPolicy[]>;
  readonly users: ReadonlyMap<string, readonly CompiledPolicy[]>;
  readonly workloads: ReadonlyMap<string, readonly CompiledPolicy[]>;
  /** Each once. */
  readonly all: readonly CompiledPolicy[];
  /** The conditions of all of them that time alone can change, each once. */
  readonly timed: readonly CompiledCondition[];
  /** Whether one of them is named in two ways, is narrowed by kinds, is a shadow. */
  readonly repeated: boolean;
  readonly narrowed: boolean;
  readonly shadowed: boolean;
};

export type Candidates = { readonly permit: Selectors; readonly forbid: Selectors };

/**
 * Conditions become closures once per revision, those that say the same one closure, and candidate sets point at
 * their policies.
 */
export function compilePolicies(policy: PolicyData): ReadonlyMap<string, Candidates> {
  const compile = conditionCompiler();
  const policies = new Map(
    Object.entries(policy.policies).map(([name, rule]) => [
      name,
      compilePolicy(name, rule, compile),
    ]),
  );
  return new Map(
    Object.entries(policy.candidates).map(([name, set]) => [
      name,
      {
        permit: compileSelectors(set.permit, policies),
        forbid: compileSelectors(set.forbid, policies),
      },
    ]),
  );
}

function compilePolicy(
  name: string,
  rule: PolicyRule,
  compile: (condition: Condition) => CompiledCondition,
): CompiledPolicy {
  return {
    name,
    names: [name],
    effect: rule.effect,
    shadow: rule.mode === "shadow",
    kinds: rule.kinds,
    when: rule.when.map(compile),
    unless: rule.unless.map(compile),
    rateLimit: rule.rate_limit,
  };
}

function conditionCompiler(): (condition: Condition) => CompiledCondition {
  const known = new Map<string, CompiledCondition>();
  return (condition) => {
    const text = JSON.stringify(condition);
    const found = known.get(text);
    if (found) return found;
    const behaviour = behaviourOf(condition);
    const compiled = { condition, behaviour, evaluate: behaviour.compile(condition) };
    known.set(text, compiled);
    return compiled;
  };
}

function compileSelectors(
  set: CandidateSet["permit"],
  policies: ReadonlyMap<string, CompiledPolicy>,
): Selectors {
  const all = new Set<CompiledPolicy>();
  const tables = new Map<string, Map<string, readonly CompiledPolicy[]>>();
  let named = 0;
  for (const [selector, names] of Object.entries(set)) {
    const found = names.map((name) => policies.get(name)).filter((one) => one !== undefined);
    if (found.length < names.length)
      throw new Error(`candidates name an unknown policy: ${selector}`);
    for (const one of found) all.add(one);
    named += found.length;
    const colon = selector.indexOf(":");
    const kind = colon < 0 ? selector : selector.slice(0, colon);
    const table = tables.get(kind) ?? new Map<string, readonly CompiledPolicy[]>();
    tables.set(kind, table.set(colon < 0 ? "" : selector.slice(colon + 1), found));
  }
  const table = (kind: string) => tables.get(kind) ?? nobody;
  return {
    everybody: table("everybody").get("") ?? [],
    authenticated: table("authenticated").get("") ?? [],
    roles: table("role"),
    groups: table("group"),
    users: table("user"),
    workloads: table("workload"),
    all: [...all],
    repeated: named > all.size,
    ...summarise(all),
  };
}

function summarise(
  all: ReadonlySet<CompiledPolicy>,
): Pick<Selectors, "timed" | "narrowed" | "shadowed"> {
  const timed = new Set<CompiledCondition>();
  let narrowed = false;
  let shadowed = false;
  for (const { when, unless, kinds, shadow } of all) {
    for (const one of when) if (isTimed(one)) timed.add(one);
    for (const one of unless) if (isTimed(one)) timed.add(one);
    narrowed ||= kinds !== null;
    shadowed ||= shadow;
  }
  return { timed: [...timed], narrowed, shadowed };
}

const nobody: ReadonlyMap<string, readonly CompiledPolicy[]> = new Map();

const timedKinds: readonly string[] = ["mfa", "schedule", "device"];

function isTimed({ condition }: CompiledCondition): boolean {
  return timedKinds.includes(condition.kind);
}
