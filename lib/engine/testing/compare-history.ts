import { isDeepStrictEqual } from "node:util";
import { compileDeployment, type CompiledDeployment } from "#lib/engine/compile-deployment.ts";
import { decide } from "#lib/engine/decide.ts";
import type { Decision } from "#lib/engine/decision.ts";
import type { Deployment } from "#lib/engine/deployment.ts";
import { decideNaively } from "#lib/engine/reference/decide-naively.ts";
import { findDifferences } from "./differences.ts";
import { worldOf } from "./generate-case.ts";
import { generateHistory, type Moment } from "./generate-history.ts";
import { createRandom } from "./random.ts";

export const momentsPerHistory = 100;

export type HistoryMismatch = {
  readonly seed: number;
  /** Which of the seed's moments. */
  readonly at: number;
  readonly members: readonly string[];
  readonly said: Decision;
  /** What an engine says that was never asked before; the reference differs from it or agrees. */
  readonly fresh: Decision;
};

export type ComparedHistory = {
  readonly decided: readonly Decision[];
  readonly mismatches: readonly HistoryMismatch[];
};

/**
 * One engine that decides a whole history, as an enforcer does, beside one that remembers nothing, to the last
 * member, and beside the reference.
 */
export function compareHistory(seed: number, length = momentsPerHistory): ComparedHistory {
  let previous: CompiledDeployment | null = null;
  const compiled = new Map<Deployment, CompiledDeployment>();
  const decided: Decision[] = [];
  const mismatches: HistoryMismatch[] = [];
  for (const [at, moment] of generateHistory(createRandom(seed), length).entries()) {
    const { deployment, input, now, trace } = moment;
    const live: CompiledDeployment =
      compiled.get(deployment) ?? compileDeployment(deployment, previous);
    compiled.set(deployment, live);
    previous = live;
    const said = decide(live, input, now, { trace });
    const fresh = decideAfresh(moment);
    const members = [
      ...differingMembers(said, fresh),
      ...findDifferences(said, decideNaively(worldOf(moment), input, now)),
    ];
    if (members.length > 0) mismatches.push({ seed, at, members, said, fresh });
    decided.push(said);
  }
  return { decided, mismatches };
}

/** Copies are other objects, so that nothing can be known about them. */
function decideAfresh({ deployment, input, now, trace }: Moment): Decision {
  const { policy, directory, signals } = deployment;
  const copy = { policy: { ...policy }, directory: { ...directory }, signals: { ...signals } };
  return decide(compileDeployment(copy), structuredClone(input), now, { trace });
}

function differingMembers(said: Decision, fresh: Decision): readonly string[] {
  return Object.entries(fresh).flatMap(([key, value]: [string, unknown]) =>
    isDeepStrictEqual(Reflect.get(said, key), value) ? [] : [key],
  );
}
