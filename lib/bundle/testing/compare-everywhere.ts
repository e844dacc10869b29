import { compileDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import { fixtureInput } from "#lib/engine/fixtures/fixture-input.ts";
import { decideNaively } from "#lib/engine/reference/decide-naively.ts";
import type { ReferenceDecision } from "#lib/engine/reference/world.ts";
import { findDifferences } from "#lib/engine/testing/differences.ts";
import { generateCases, worldOf, type Case } from "#lib/engine/testing/generate-case.ts";
import { createRandom } from "#lib/engine/testing/random.ts";
import { decideInOpa } from "./decide-in-opa.ts";
import type { RunningOpa } from "./run-opa.ts";

export type Mismatch = {
  readonly one: Case;
  readonly who: "engine" | "opa";
  readonly members: readonly string[];
  readonly said: Readonly<Record<string, unknown>>;
  readonly expected: ReferenceDecision;
};

export type Compared = {
  readonly decided: readonly ReferenceDecision[];
  readonly mismatches: readonly Mismatch[];
};

export const requestsPerDeployment = 20;

/** One seed's deployment and requests. */
export function casesOfSeed(seed: number): readonly Case[] {
  return generateCases(createRandom(seed), requestsPerDeployment);
}

/** Requests to one deployment, by reference, engine and, if there is one, OPA. */
export async function compareEverywhere(
  cases: readonly Case[],
  opa: RunningOpa | null,
): Promise<Compared> {
  const engine = compareEngine(cases);
  if (opa === null) return engine;
  const [first] = cases;
  if (!first) return engine;
  const answers = await decideInOpa(opa, cases);
  const world = { ...worldOf(first), remembersProofs: false };
  const mismatches = cases.flatMap((one, index) => {
    const expected = decideNaively(world, fixtureInput(one), one.now);
    return mismatch("opa", one, answers[index] ?? {}, expected);
  });
  return { ...engine, mismatches: [...engine.mismatches, ...mismatches] };
}

export function compareEngine(cases: readonly Case[]): Compared {
  const [first] = cases;
  if (!first) return { decided: [], mismatches: [] };
  const compiled = compileDeployment(first.deployment);
  const world = worldOf(first);
  const decided = cases.map((one) => decideNaively(world, fixtureInput(one), one.now));
  const mismatches = cases.flatMap((one, index) => {
    const expected = decided[index];
    if (!expected) return [];
    return mismatch("engine", one, decide(compiled, fixtureInput(one), one.now), expected);
  });
  return { decided, mismatches };
}

function mismatch(
  who: Mismatch["who"],
  one: Case,
  said: Mismatch["said"],
  expected: ReferenceDecision,
): Mismatch[] {
  const members = findDifferences(said, expected);
  return members.length === 0 ? [] : [{ one, who, members, said, expected }];
}
