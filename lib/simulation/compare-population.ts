import type { z } from "zod";
import type { CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { demand } from "#lib/auth/may.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { accessOf, type Caller } from "./access.ts";
import { alikeCallers } from "./alike-callers.ts";
import { atBest } from "./at-best.ts";
import { breaks } from "./breaks.ts";
import { simulation, type Access } from "./contract.ts";
import { groupAlike, simulatedOperations, type SimulatedOperation } from "./operation-groups.ts";
import { readCurrentContent, readNextContent } from "./read-contents.ts";
import { imagine, readPeople, type People } from "./world.ts";

type Output = z.input<typeof simulation.population.output>;
type Row = Output["rows"][number];
type Change = Row["change"];

/** What one question may cost: a few seconds of one core. */
const decisionsMax = 1_000_000;

export const comparePopulation = verb(simulation.population, async (ctx, input, tx) => {
  demand(ctx.actor, "people:read");
  const people = await readPeople(tx, null);
  const now = Math.floor(Date.now() / 1000);
  const current = await readCurrentContent(tx);
  const next = await readNextContent(tx, input.draft);
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

type Side = {
  readonly content: ReleaseContent;
  readonly deployment: CompiledDeployment;
  readonly operations: ReadonlyMap<string, SimulatedOperation>;
  readonly assumed: readonly string[];
};

function sideOf(
  { content, assumed }: ReturnType<typeof atBest>,
  people: People,
  now: number,
): Side {
  const deployment = imagine(content, people, now);
  const operations = simulatedOperations(deployment.deployment.policy, content);
  return { content, deployment, operations, assumed };
}

type Pair = {
  readonly id: string;
  readonly api: string;
  readonly before: SimulatedOperation | undefined;
  readonly after: SimulatedOperation | undefined;
};

/** What can't differ is not decided: equal policies, classification and place give equal decisions. */
function changedOperations(before: Side | null, after: Side): Pair[][] {
  const ids = new Set([...(before?.operations.keys() ?? []), ...after.operations.keys()]);
  const pairs = [...ids].map((id): Pair => {
    const [old, next] = [before?.operations.get(id), after.operations.get(id)];
    return { id, api: (next ?? old)?.api ?? "", before: old, after: next };
  });
  const changed = pairs.filter((pair) => pair.before?.signature !== pair.after?.signature);
  return groupAlike(changed, (pair) =>
    JSON.stringify([pair.api, pair.before?.signature, pair.after?.signature]),
  );
}

type Comparison = {
  readonly before: Side | null;
  readonly after: Side;
  readonly callers: readonly (readonly Caller[])[];
  readonly now: number;
  readonly changed: readonly Pair[][];
};

/** What changes alike for some callers on some operations. */
type Changed = Omit<Row, "subject"> & { readonly callers: readonly Caller[] };

type Compared = { readonly changes: Changed[]; readonly same: number };

async function compareAll(comparison: Comparison): Promise<Compared> {
  const { callers, changed, now } = comparison;
  if (callers.length * changed.length * 2 > decisionsMax)
    throw new AppError(
      "too-large",
      "Too many people and operations change at once to compare them all; publish in smaller steps.",
    );
  const changes: Changed[] = [];
  let same = 0;
  const mayPause = breaks();
  for (const alike of callers) {
    const [caller] = alike;
    if (!caller) continue;
    const accessBefore = accessOf(comparison.before?.deployment ?? null, caller, now);
    const accessAfter = accessOf(comparison.after.deployment, caller, now);
    for (const group of changed) {
      const [first] = group;
      if (!first) continue;
      const [before, after] = [accessBefore(first.before), accessAfter(first.after)];
      const change = changeOf(caller, before, after);
      const operations = group.map(({ id }) => id);
      if (change)
        changes.push({ callers: alike, api: first.api, change, before, after, operations });
      else same += group.length * alike.length;
      await mayPause();
    }
  }
  return { changes, same };
}

/** A challenge counts as access: the caller gets in by doing what it asks. To nobody it only says "sign in". */
function changeOf(caller: Caller, before: Access, after: Access): Change | null {
  const reaches = ({ outcome }: Access) =>
    outcome === "allow" || (outcome === "challenge" && caller.subject !== null);
  if (!reaches(before)) return reaches(after) ? "gained" : null;
  if (!reaches(after)) return "lost";
  if (before.outcome === after.outcome && before.with === after.with) return null;
  return after.outcome === "allow" ? "eased" : "newly-challenged";
}

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
