import type { Transaction } from "#lib/db/client.ts";
import type { Override, SignalsData } from "#lib/engine/deployment.ts";
import { readDevices, readThumbprints } from "./read-devices.ts";
import { readSubjects } from "./read-subjects.ts";

export type Overrides = Pick<SignalsData, "subjects" | "groups" | "devices" | "thumbprints">;

/**
 * What changed after a snapshot's highest `seq`, as whole records; what is no more as `{gone: true, seq}`. The
 * transaction must be REPEATABLE READ.
 */
export async function readOverrides(tx: Transaction, aboveSeq: bigint): Promise<Overrides> {
  const entries = await tx.directoryEntry.findMany({ where: { seq: { gt: aboveSeq } } });
  const seqsOf = (kind: string) =>
    new Map(entries.filter((e) => e.kind === kind).map((e) => [e.key, Number(e.seq)]));
  return {
    subjects: await overlay(seqsOf("subject"), (keys, seqOf) => readSubjects(tx, keys, seqOf)),
    groups: await overlay(seqsOf("group"), () => Promise.resolve({})),
    devices: await overlay(seqsOf("device"), (keys, seqOf) => readDevices(tx, keys, seqOf)),
    thumbprints: await overlay(seqsOf("thumbprint"), (keys, seqOf) =>
      readThumbprints(tx, keys, seqOf),
    ),
  };
}

async function overlay<T>(
  seqs: ReadonlyMap<string, number>,
  readRecords: (
    keys: readonly string[],
    seqOf: (key: string) => number,
  ) => Promise<Record<string, T>>,
): Promise<Record<string, Override<T>>> {
  if (seqs.size === 0) return {};
  const records = await readRecords([...seqs.keys()], (key) => seqs.get(key) ?? 0);
  const found = new Map(Object.entries(records));
  return Object.fromEntries(
    [...seqs].map(([key, seq]): [string, Override<T>] => [
      key,
      found.get(key) ?? { seq, gone: true },
    ]),
  );
}
