import type { ReleaseContent } from "#lib/engine/release-content.ts";
import { accessOf, bestDevices } from "./access.ts";
import { atBest } from "./at-best.ts";
import { breaks } from "./breaks.ts";
import type { Access } from "./contract.ts";
import { groupAlike, simulatedOperations, type SimulatedOperation } from "./operation-groups.ts";
import { imagine, type People } from "./world.ts";

export type Caller = { readonly id: string | null; readonly name: string };

/** Operations that every policy treats alike, with what each caller can do with them. */
export type Column = {
  readonly operations: readonly SimulatedOperation[];
  /** One per caller. */
  readonly cells: readonly Access[];
};

/** Every caller by every operation of a release that `shows`, with conditions of the moment fulfilled. */
export async function decideMatrix(
  content: ReleaseContent,
  people: People,
  callers: readonly Caller[],
  shows: (operation: SimulatedOperation) => boolean = () => true,
): Promise<{ readonly columns: readonly Column[]; readonly assumed: readonly string[] }> {
  const { content: reachable, assumed } = atBest(content);
  const now = Math.floor(Date.now() / 1000);
  const deployment = imagine(reachable, people, now);
  const operations = simulatedOperations(deployment.deployment.policy, reachable);
  const devices = bestDevices(people.devices);
  const groups = groupAlike([...operations.values()].filter(shows), ({ signature }) => signature);
  const columns = groups.map((group) => ({ operations: group, cells: [] as Access[] }));
  const mayPause = breaks();
  for (const { id } of callers) {
    const device = id === null ? null : (devices.get(id) ?? null);
    const access = accessOf(deployment, { subject: id, device }, now);
    for (const {
      operations: [first],
      cells,
    } of columns) {
      cells.push(access(first));
      await mayPause();
    }
  }
  return { columns, assumed };
}

/** Nobody among these callers gets in, whatever they do; to somebody without a token "sign in" is no promise. */
export function isUncalled({ cells }: Column, callers: readonly Caller[]): boolean {
  return cells.every(
    ({ outcome }, at) =>
      outcome === "deny" || (outcome === "challenge" && callers[at]?.id === null),
  );
}

/** Restricted, and somebody gets in as they come. */
export function isUnchallenged({ operations, cells }: Column): boolean {
  return (
    operations[0]?.sensitivity === "restricted" && cells.some(({ outcome }) => outcome === "allow")
  );
}
