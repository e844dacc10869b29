import type { Deployment } from "#lib/engine/deployment.ts";
import { lookUp } from "#lib/engine/look-up.ts";

const sorted = new WeakMap<Deployment["directory"], readonly string[]>();

/** Ids of the directory's subjects in order, of one kind (`identity`: of both); signals may add some and take some away. */
export function* subjectIds(deployment: Deployment, type: string): Generator<string> {
  const { directory, signals } = deployment;
  for (const id of everyId(deployment)) {
    const record = lookUp(directory.subjects, signals.subjects, id);
    if (record !== null && (type === "identity" || record.kind === type)) yield id;
  }
}

function everyId({ directory, signals }: Deployment): readonly string[] {
  const cold = sorted.get(directory) ?? Object.keys(directory.subjects).toSorted();
  sorted.set(directory, cold);
  const isNew = (id: string) => !Object.hasOwn(directory.subjects, id);
  const added = Object.keys(signals.subjects).filter(isNew);
  return added.length === 0 ? cold : [...cold, ...added].toSorted();
}
