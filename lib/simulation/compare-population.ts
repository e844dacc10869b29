import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import type { CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { accessOf, bestDevices } from "./access.ts";
import { atBest } from "./at-best.ts";
import { simulation, type Access } from "./contract.ts";
import { groupAlike, simulatedOperations, type SimulatedOperation } from "./operation-groups.ts";
import { readCurrentContent, readNextContent } from "./read-contents.ts";
import { imagine, readPeople, type People } from "./world.ts";

type Output = z.input<typeof simulation.population.output>;
type Row = Output["rows"][number];
type Change = Row["change"];

/** What one question may cost: a few seconds of one core. */
const decisionsMax = 4_000_000;
/** Pages and polls of this process go on meanwhile. */
const callersBetweenYields = 20;

export const comparePopulation = verb(simulation.population, async (_ctx, input, tx) => {
  const people = await readPeople(tx, null);
  const now = Math.floor(Date.now() / 1000);
  const current = await readCurrentContent(tx);
  const [before, after] = [
    current && sideOf(atBest(current), people, now),
    sideOf(atBest(await readNextContent(tx, input.draft)), people, now),
  ];
  const changed = changedOperations(before, after);
  const compared = await compareAll({ before, after, people, now, changed });
  return {
    ...summarise(compared),
    subjects: Object.keys(people.subjects).length,
    operations: changed.flat().length,
    rows: compared.rows.toSorted(bySubject).slice(0, input.limit),
    assumed: [...new Set([...(before?.assumed ?? []), ...after.assumed])],
  };
});

type Side = {
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
  return { deployment, operations, assumed };
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
  readonly people: People;
  readonly now: number;
  readonly changed: readonly Pair[][];
};

type Compared = { readonly rows: Row[]; readonly same: number };

async function compareAll(comparison: Comparison): Promise<Compared> {
  const { people, changed } = comparison;
  const devices = bestDevices(people.devices);
  const callers: Caller[] = [
    { subject: null, device: null },
    ...Object.keys(people.subjects).map((subject) => ({
      subject,
      device: devices.get(subject) ?? null,
    })),
  ];
  if (callers.length * changed.length * 2 > decisionsMax)
    throw new AppError(
      "too-large",
      "Too many people and operations change at once to compare them all; publish in smaller steps.",
    );
  const rows: Row[] = [];
  let same = 0;
  for (const [at, caller] of callers.entries()) {
    for (const group of changed) {
      const row = compareGroup(comparison, group, caller);
      if (row) rows.push(row);
      else same += group.length;
    }
    if (at % callersBetweenYields === 0) await setImmediate();
  }
  return { rows, same };
}

type Caller = { readonly subject: string | null; readonly device: string | null };

function compareGroup(
  { before: old, after: next, now }: Comparison,
  group: readonly Pair[],
  caller: Caller,
): Row | null {
  const [first] = group;
  if (!first) return null;
  const before = accessOf(old?.deployment ?? null, first.before, caller, now);
  const after = accessOf(next.deployment, first.after, caller, now);
  const change = changeOf(caller, before, after);
  if (change === null) return null;
  const operations = group.map(({ id }) => id);
  return { subject: caller.subject, api: first.api, change, before, after, operations };
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

function summarise({ rows, same }: Compared): Pick<Output, "counts" | "people"> {
  const pairs = (change: Change) =>
    rows
      .filter((row) => row.change === change)
      .reduce((sum, row) => sum + row.operations.length, 0);
  const people = (change: Change) =>
    new Set(rows.filter((row) => row.change === change).map((row) => row.subject)).size;
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

/** Those without a token first: what is opened to everybody matters most. */
function bySubject(left: Row, right: Row): number {
  if (left.subject === right.subject) return left.api < right.api ? -1 : 1;
  if (left.subject === null || right.subject === null) return left.subject === null ? -1 : 1;
  return left.subject < right.subject ? -1 : 1;
}
