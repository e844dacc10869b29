import type { Case, Change } from "./change-cases.ts";
import type { Random } from "./random.ts";

/** The same documents with the entries of every list, at any depth, in another order. */
export function shuffleLists(random: Random, { content, deployment }: Case): Change {
  const { directory, signals } = deployment;
  const { subjects, groups, devices } = directory;
  return {
    content: shuffle(random, content),
    directory: { ...directory, ...shuffle(random, { subjects, groups, devices }) },
    signals: {
      ...signals,
      subjects: shuffle(random, signals.subjects),
      groups: shuffle(random, signals.groups),
      devices: shuffle(random, signals.devices),
    },
  };
}

function shuffle<T>(random: Random, value: T): T {
  return shuffleAny(random, value) as T;
}

function shuffleAny(random: Random, value: unknown): unknown {
  if (Array.isArray(value)) {
    const left = value.map((item) => shuffleAny(random, item));
    return value.map(() => left.splice(random.integer(0, left.length - 1), 1)[0]);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, shuffleAny(random, item)]),
  );
}
