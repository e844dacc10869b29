import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import type { ReferenceDecision } from "#lib/engine/reference/world.ts";
import type { Case } from "./generate-case.ts";

/** Members of a decision that are not what the reference says; none is what is hoped for. */
export function findDifferences(
  said: Readonly<Record<string, unknown>>,
  expected: ReferenceDecision,
): readonly string[] {
  return Object.entries(expected).flatMap(([key, value]) =>
    isDeepStrictEqual(said[key], value) ? [] : [key],
  );
}

/** A case as text: what to make a fixture of. */
export function describeCase(
  { content, deployment, ...request }: Case,
  answers: Readonly<Record<string, unknown>>,
): string {
  const { directory, signals, policy } = deployment;
  const release = { revision: policy.revision, directory: policy.at_least.directory };
  return stringify(
    { ...content, release, directory, signals, ...request, answers },
    { aliasDuplicateObjects: false },
  );
}
