import type { Change } from "#lib/client/api-error.ts";

/** One field that somebody else changed since this person began to edit. */
export type FieldEdit<Key extends string = string> = {
  readonly key: Key;
  readonly before: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
  /** Both changed it, to different values: only a person can say which is right. */
  readonly clashes: boolean;
  /** Null where the audit log does not say. */
  readonly change: Change | null;
};

/**
 * What others changed, field by field: `before` is what the person began from. A field that only the person changed is
 * not among them, and one that both changed alike is no question.
 */
export function compareEdits<Values extends object>(
  before: Values,
  mine: Values,
  theirs: Values,
  changes: readonly Change[],
): readonly FieldEdit<keyof Values & string>[] {
  return keysOf(before, theirs)
    .filter((key) => !isSame(before[key], theirs[key]))
    .map((key) => ({
      key,
      before: before[key],
      theirs: theirs[key],
      mine: mine[key],
      clashes: !isSame(mine[key], before[key]) && !isSame(mine[key], theirs[key]),
      change: changes.find(({ members }) => members === null || members.includes(key)) ?? null,
    }));
}

/** The values that the person changed, and nobody else: they stay as typed. */
export function ownEdits<Values extends object>(
  before: Values,
  mine: Values,
  theirs: Values,
): readonly (keyof Values & string)[] {
  return keysOf(before, mine).filter(
    (key) => !isSame(mine[key], before[key]) && !isSame(mine[key], theirs[key]),
  );
}

function keysOf<Values extends object>(
  ...all: readonly Values[]
): readonly (keyof Values & string)[] {
  const keys = new Set(all.flatMap((values) => Object.keys(values)));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- read from the values themselves
  return [...keys] as (keyof Values & string)[];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
