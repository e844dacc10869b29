import type { CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { AppError } from "#lib/errors.ts";
import { accessOf, type Caller } from "./access.ts";
import type { atBest } from "./at-best.ts";
import { breaks } from "./breaks.ts";
import type { Access, simulation } from "./contract.ts";
import type { z } from "zod";
import { groupAlike, simulatedOperations, type SimulatedOperation } from "./operation-groups.ts";
import { imagine, type People } from "./world.ts";

type Row = z.input<typeof simulation.population.output>["rows"][number];
type Change = Row["change"];

/** What one question may cost: a few seconds of one core. */
const decisionsMax = 1_000_000;

export type Side = {
  readonly content: ReleaseContent;
  readonly deployment: CompiledDeployment;
  readonly operations: ReadonlyMap<string, SimulatedOperation>;
  readonly assumed: readonly string[];
};

export function sideOf(
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
export function changedOperations(before: Side | null, after: Side): Pair[][] {
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
export type Changed = Omit<Row, "subject"> & { readonly callers: readonly Caller[] };

export type Compared = { readonly changes: Changed[]; readonly same: number };

export async function compareAll(comparison: Comparison): Promise<Compared> {
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
