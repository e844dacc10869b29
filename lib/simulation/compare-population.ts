import type { z } from "zod";
import { demand } from "#lib/auth/may.ts";
import { verb } from "#lib/verb.ts";
import { alikeCallers } from "./alike-callers.ts";
import { atBest } from "./at-best.ts";
import {
  changedOperations,
  compareAll,
  sideOf,
  type Changed,
  type Compared,
} from "./compare-sides.ts";
import { simulation } from "./contract.ts";
import { groupAlike } from "./operation-groups.ts";
import { readCurrentContent, readNextContent, readReleaseContent } from "./read-contents.ts";
import { readPeople } from "./world.ts";

type Output = z.input<typeof simulation.population.output>;
type Row = Output["rows"][number];
type Change = Row["change"];

export const comparePopulation = verb(simulation.population, async (ctx, input, tx) => {
  demand(ctx.actor, "people:read");
  const people = await readPeople(tx, null);
  const now = Math.floor(Date.now() / 1000);
  const current =
    input.before === undefined
      ? await readCurrentContent(tx)
      : await readReleaseContent(tx, input.before);
  const next =
    input.after === undefined
      ? await readNextContent(tx, input.draft)
      : await readReleaseContent(tx, input.after);
  const before = current && sideOf(atBest(current), people, now);
  const after = sideOf(atBest(next), people, now);
  const contents = before ? [before.content, after.content] : [after.content];
  const callers = alikeCallers(people, contents);
  const changed = changedOperations(before, after);
  const compared = await compareAll({ before, after, callers, now, changed });
  return {
    ...summarise(compared),
    subjects: Object.keys(people.subjects).length,
    operations: changed.flat().length,
    rows: rowsOf(compared.changes, input.limit),
    assumed: [...new Set([...(before?.assumed ?? []), ...after.assumed])],
  };
});

function summarise({ changes, same }: Compared): Pick<Output, "counts" | "people"> {
  const of = (change: Change) => changes.filter((each) => each.change === change);
  const pairs = (change: Change) =>
    of(change).reduce(
      (sum, { callers, operations }) => sum + callers.length * operations.length,
      0,
    );
  // A caller without a token is a row, but nobody.
  const people = (change: Change) =>
    [...new Set(of(change).map(({ callers }) => callers))]
      .flat()
      .filter(({ subject }) => subject !== null).length;
  return {
    counts: {
      gained: pairs("gained"),
      lost: pairs("lost"),
      newlyChallenged: pairs("newly-challenged"),
      eased: pairs("eased"),
      same,
    },
    people: { gained: people("gained"), lost: people("lost") },
  };
}

/** The first rows, one per person and change; those without a token first: what is opened to everybody matters most. */
function rowsOf(changes: readonly Changed[], limit: number): Row[] {
  const changesOf = groupAlike(changes, ({ callers }) => callers);
  const subjects = changesOf
    .flatMap((theirs) => (theirs[0]?.callers ?? []).map(({ subject }) => ({ subject, theirs })))
    .toSorted(nobodyFirst);
  const rows: Row[] = [];
  for (const { subject, theirs } of subjects) {
    if (rows.length >= limit) break;
    rows.push(...theirs.toSorted(byApi).map((change) => rowOf(subject, change)));
  }
  return rows.slice(0, limit);
}

function rowOf(subject: string | null, { callers: _callers, ...change }: Changed): Row {
  return { subject, ...change };
}

type Named = { readonly subject: string | null };

function nobodyFirst({ subject: left }: Named, { subject: right }: Named): number {
  if (left === null || right === null) return left === null ? -1 : 1;
  return left < right ? -1 : 1;
}

function byApi(left: Changed, right: Changed): number {
  return left.api < right.api ? -1 : Number(left.api > right.api);
}
