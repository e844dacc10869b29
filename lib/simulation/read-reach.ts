import type { z } from "zod";
import { demand } from "#lib/auth/may.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { accessOf, type Caller } from "./access.ts";
import { alikeCallers } from "./alike-callers.ts";
import { atBest } from "./at-best.ts";
import { breaks } from "./breaks.ts";
import { simulation } from "./contract.ts";
import { groupAlike, simulatedOperations, type SimulatedOperation } from "./operation-groups.ts";
import { emptyContent, readCurrentContent, readNextContent } from "./read-contents.ts";
import { imagine, readPeople, type People } from "./world.ts";

type Output = z.input<typeof simulation.reach.output>;

/** What one question may cost: a few seconds of one core. */
const decisionsMax = 1_000_000;

/** Everybody who is alike is decided once; so are operations that are alike. */
export const readReach = verb(simulation.reach, async (ctx, input, tx) => {
  demand(ctx.actor, "people:read");
  const people = await readPeople(tx, null);
  const stored =
    input.of === "draft" ? await readNextContent(tx, undefined) : await readCurrentContent(tx);
  const { content } = atBest(stored ?? emptyContent);
  const now = Math.floor(Date.now() / 1000);
  const deployment = imagine(content, people, now);
  const operations = [...simulatedOperations(deployment.deployment.policy, content).values()];
  const asked = operations.filter(({ sensitivity }) => sensitivity === input.sensitivity);
  const groups = groupAlike(asked, ({ signature }) => signature);
  const callers = alikeCallers(people, [content]);
  if (callers.length * groups.length > decisionsMax)
    throw new AppError("too-large", "Too many people and operations to decide them all.");
  const found = await findWays(callers, groups, (caller) => accessOf(deployment, caller, now));
  return {
    ...summarise(found, people),
    people: activeOf(people),
    operations: asked.length,
    unreachable: asked.length - new Set(found.flatMap((way) => way.operations)).size,
  };
});

/** Callers who are alike, and what they can do in one way. */
type Found = {
  readonly with: string | null;
  readonly callers: readonly Caller[];
  readonly operations: readonly SimulatedOperation[];
};

async function findWays(
  callers: readonly (readonly Caller[])[],
  groups: readonly (readonly SimulatedOperation[])[],
  decider: (caller: Caller) => ReturnType<typeof accessOf>,
): Promise<Found[]> {
  const mayPause = breaks();
  const found: Found[] = [];
  for (const alike of callers) {
    const [caller] = alike;
    if (!caller) continue;
    const access = decider(caller);
    for (const operations of groups) {
      const { outcome, with: asks } = access(operations[0]);
      await mayPause();
      // To somebody without a token "sign in" is no promise.
      if (outcome === "deny" || (outcome === "challenge" && caller.subject === null)) continue;
      found.push({ with: outcome === "allow" ? null : asks, callers: alike, operations });
    }
  }
  return found;
}

function summarise(found: readonly Found[], people: People): Pick<Output, "reaching" | "ways"> {
  const ways = groupAlike(found, (each) => each.with).map((same) => {
    const who = subjectsOf(same);
    const operations = new Set(same.flatMap((each) => each.operations));
    return {
      with: same[0]?.with ?? null,
      anonymous: same.some(({ callers }) => callers.some(({ subject }) => subject === null)),
      people: who.size,
      roles: rolesOf(who, people),
      apis: [...new Set([...operations].map(({ api }) => api))].toSorted(),
      operations: operations.size,
    };
  });
  return { reaching: subjectsOf(found).size, ways: ways.toSorted(easiestFirst) };
}

function subjectsOf(found: readonly Found[]): ReadonlySet<string> {
  const alike = [...new Set(found.map(({ callers }) => callers))];
  return new Set(alike.flatMap((callers) => callers.flatMap(({ subject }) => subject ?? [])));
}

function rolesOf(subjects: ReadonlySet<string>, people: People): string[] {
  const held = new Map<string, number>();
  for (const subject of subjects)
    for (const { role } of people.subjects[subject]?.grants ?? [])
      held.set(role, (held.get(role) ?? 0) + 1);
  return [...held]
    .toSorted(([, left], [, right]) => right - left)
    .slice(0, 5)
    .map(([role]) => role);
}

type Way = Output["ways"][number];

/** What needs nothing comes first: that is what one looks for. */
function easiestFirst(left: Way, right: Way): number {
  if (left.with === null || right.with === null) return left.with === null ? -1 : 1;
  return right.people - left.people;
}

function activeOf({ subjects }: People): number {
  return Object.values(subjects).filter(({ state }) => state === "active").length;
}
