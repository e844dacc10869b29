import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileDeployment } from "./compile-deployment.ts";
import { canonicalise, canonicalPath } from "./canonicalise.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { fixtureInput } from "./fixtures/fixture-input.ts";
import { reasons } from "./reasons.ts";
import type { ReleaseContent } from "./release-content.ts";
import { changeCases, type Case, type Change } from "./testing/change-cases.ts";
import { forgetters } from "./testing/forget.ts";
import { generateCases } from "./testing/generate-case.ts";
import { generatePolicy } from "./testing/generate-policies.ts";
import { policiesAbout } from "./testing/policies-about.ts";
import { createRandom, type Random } from "./testing/random.ts";
import { prefixNames, withPrefixes } from "./testing/rename.ts";
import { shuffleLists } from "./testing/shuffle.ts";

/** PROPERTY_SEED repeats a run, PROPERTY_RUNS makes it longer. Each run is a deployment with twenty requests. */
// Fixed unless asked otherwise, so that a failure is about the change at hand; other seeds find what is left.
const seed = Number(process.env["PROPERTY_SEED"] ?? 20_261_125);
const numRuns = Number(process.env["PROPERTY_RUNS"] ?? 100);
const drawn = new Map<number, readonly Case[]>();

/** The same draws for each property, so that they are made once. A failure names the number to draw it again. */
function check(property: (cases: readonly Case[], random: Random) => void): void {
  const number = fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 }));
  const run = (one: number) => {
    const cases = drawn.get(one) ?? generateCases(createRandom(one), 20);
    drawn.set(one, cases);
    property(cases, createRandom(one + 1));
  };
  fc.assert(fc.property(number, run), { seed, numRuns });
}

function decideAll(cases: readonly Case[]): readonly Decision[] {
  const [first] = cases;
  const compiled = first ? compileDeployment(first.deployment) : null;
  return cases.map((one) => decide(compiled, fixtureInput(one), one.now));
}

/** What policies answer for: an observed API lets everything pass. */
function rank({ outcome, reason, shadow }: Decision): number {
  const own = reason === "observed" ? (shadow?.outcome ?? outcome) : outcome;
  return ["deny", "challenge", "allow"].indexOf(own);
}

/** Rule 18: one more forbid that a stranger could lift is a reason to ask them who they are. */
function isAsked({ reason, shadow }: Decision): boolean {
  return (reason === "observed" ? shadow?.reason : reason) === "authentication-required";
}

type Gain = { readonly request: Case["request"]; readonly was: Decision; readonly is: Decision };

/** Requests that fare better in the second than in the first. */
function findGains(first: readonly Case[], second: readonly Case[]): readonly Gain[] {
  const before = decideAll(first);
  return decideAll(second).flatMap((is, index) => {
    const [was, one] = [before[index], second[index]];
    return was && one && rank(is) > rank(was) ? [{ request: one.request, was, is }] : [];
  });
}

/** Rule 21: where presenting a fact would cure its absence, a challenge may ask for it. */
function asksAnew(fact: string): boolean {
  return ["records of subjects", "records of devices", "whose key it is"].includes(fact);
}

function decisive({ outcome, reason, policies, challenge, rate_limits }: Decision) {
  return { outcome, reason, policies, challenge, rate_limits };
}

function contentOf(cases: readonly Case[]): ReleaseContent {
  return cases[0]?.content ?? { apis: [], policies: [] };
}

function withPolicies(cases: readonly Case[], policies: ReleaseContent["policies"]): Change {
  return { content: { ...contentOf(cases), policies } };
}

describe(`PROPERTY_SEED=${seed}`, { timeout: 120_000 }, () => {
  test("without a permit nothing is permitted", () => {
    check((cases) => {
      const policies = contentOf(cases).policies.filter(({ effect }) => effect === "forbid");
      const decisions = decideAll(changeCases(cases, withPolicies(cases, policies)));
      expect(decisions.filter(({ reason }) => reason === "permitted")).toEqual([]);
    });
  });

  test("one more forbid never turns a denial into anything else, nor a challenge into a permission", () => {
    check((cases, random) => {
      const { policies } = contentOf(cases);
      const forbid = generatePolicy(random, cases[0]?.now ?? 0, "one-more", "forbid");
      // Rule 18: a forbid that a stranger can lift asks them who they are, also where no permit is in reach yet.
      const known = cases.filter(({ token }) => token !== null);
      const more = withPolicies(cases, [...policies, { ...forbid, mode: "enforce" }]);
      expect(findGains(known, changeCases(known, more))).toEqual([]);
      const gains = findGains(cases, changeCases(cases, more));
      expect(gains.filter(({ is }) => !isAsked(is))).toEqual([]);
    });
  });

  test("one permit less never permits, nor challenges whom it did not", () => {
    check((cases, random) => {
      const { policies } = contentOf(cases);
      const permits = policies.filter(({ effect }) => effect === "permit");
      if (permits.length === 0) return;
      const gone = random.pick(permits);
      const fewer = withPolicies(
        cases,
        policies.filter((one) => one !== gone),
      );
      expect(findGains(cases, changeCases(cases, fewer))).toEqual([]);
    });
  });

  test("shadow policies and those that are off decide nothing", () => {
    check((cases) => {
      const policies = contentOf(cases).policies.filter(({ mode }) => mode === "enforce");
      const before = decideAll(cases);
      const after = decideAll(changeCases(cases, withPolicies(cases, policies)));
      expect(after.map(decisive)).toEqual(before.map(decisive));
    });
  });

  test("the order of APIs, hosts, operations, policies, conditions, grants and list entries never matters", () => {
    check((cases, random) => {
      const change = cases[0] ? shuffleLists(random, cases[0]) : {};
      expect(decideAll(changeCases(cases, change))).toEqual(decideAll(cases));
    });
  });

  test("renaming APIs, policies and roles never matters", () => {
    check((cases) => {
      // An attribute may ask for an API's name itself.
      const { policies } = contentOf(cases);
      const blind = policies.filter((policy) => !JSON.stringify(policy).includes("api.slug"));
      const asked = changeCases(cases, withPolicies(cases, blind));
      const before = decideAll(asked).map(withPrefixes);
      expect(decideAll(changeCases(asked, prefixNames(asked)))).toEqual(before);
    });
  });

  test.each(Object.entries(forgetters))("not knowing never helps: %s", (name, forget) => {
    check((cases, random) => {
      const policies = random.chance(0.7) ? policiesAbout(random, cases[0]?.now ?? 0, name) : null;
      const asked = policies ? changeCases(cases, withPolicies(cases, policies)) : cases;
      const { told, silent, change } = forget(asked);
      const gains = findGains(told, changeCases(silent, change)).filter(
        // What was malformed, and so had no API, may be sound without its query.
        ({ was, is }) => was.api !== null && !(rank(is) === 1 && (isAsked(is) || asksAnew(name))),
      );
      expect(gains).toEqual([]);
    });
  });

  test("a challenge asks for something, a denial or a permission for nothing", () => {
    check((cases) => {
      for (const { outcome, reason, challenge } of decideAll(cases)) {
        expect(outcome).toBe(reasons[reason].outcome);
        expect(challenge !== null).toBe(outcome === "challenge");
        if (challenge) expect(Object.values(challenge).some(Boolean)).toBe(true);
      }
    });
  });

  test("what is allowed stays allowed for as long as it says", () => {
    check((cases, random) => {
      const decisions = decideAll(cases);
      const allowed = cases.flatMap((one, index) => {
        const seconds = decisions[index]?.valid_seconds ?? 0;
        return seconds > 0 ? [{ ...one, seconds }] : [];
      });
      const later = allowed.flatMap((one) =>
        [random.integer(0, one.seconds - 1), one.seconds - 1].map((step) => {
          return { ...one, now: one.now + step };
        }),
      );
      const refused = decideAll(later).filter(({ outcome }) => outcome !== "allow");
      expect(refused).toEqual([]);
    });
  });

  test("the one text of a path is read as the same path", () => {
    check((cases) => {
      for (const { request, deployment } of cases) {
        const read = canonicalise(request, new Set(deployment.policy.ports));
        if (!read.ok) continue;
        const again = canonicalise({ ...request, target: canonicalPath(read.request) }, new Set());
        expect(again).toMatchObject({ ok: true });
        if (!again.ok) continue;
        expect(again.request.segments).toEqual(read.request.segments);
        expect(canonicalPath(again.request)).toBe(canonicalPath(read.request));
      }
    });
  });

  test("a decision is the same every time, with a trace or without", () => {
    check((cases) => {
      const [first] = cases;
      const compiled = first ? compileDeployment(first.deployment) : null;
      for (const one of cases) {
        const input = fixtureInput(one);
        const traced = decide(compiled, input, one.now, { trace: true });
        expect({ ...traced, trace: null }).toEqual(decide(compiled, input, one.now));
      }
    });
  });

  test("no input makes it throw", () => {
    const [one] = generateCases(createRandom(seed), 1);
    const compiled = one ? compileDeployment(one.deployment) : null;
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.double(), (request, credential, now) => {
        const input = { request, client: { address: null, country: null }, credential } as never;
        expect(decide(compiled, input, now).outcome).toBe("deny");
      }),
    );
  });

  test("an enforcer without documents is not ready", () => {
    const [one] = generateCases(createRandom(seed), 1);
    if (!one) throw new Error("no case");
    expect(decide(null, fixtureInput(one), one.now)).toMatchObject({
      outcome: "deny",
      reason: "not-ready",
    });
  });
});
