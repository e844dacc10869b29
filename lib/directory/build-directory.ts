import type { Transaction } from "#lib/db/client.ts";
import type { DirectoryData, Revision } from "#lib/engine/deployment.ts";
import type { DirectoryKind } from "./touch-directory.ts";
import { readDevices, readThumbprints } from "./read-devices.ts";
import { readSubjects } from "./read-subjects.ts";

export type DirectorySnapshot = {
  readonly data: DirectoryData;
  /** Every change up to this `seq` is in it; later ones travel as overrides. */
  readonly highSeq: bigint;
};

/**
 * Everything an enforcer looks up about people, devices and keys. The transaction must be REPEATABLE READ: then
 * the counter and the records are of one instant, and nothing between them can be missed.
 */
export async function buildDirectory(
  tx: Transaction,
  revision: Revision,
): Promise<DirectorySnapshot> {
  const highSeq = await directorySeq(tx);
  const seqs = new Map<string, number>();
  for (const entry of await tx.directoryEntry.findMany())
    seqs.set(`${entry.kind} ${entry.key}`, Number(entry.seq));
  // A record that was never touched is older than every change.
  const seqOf = (kind: DirectoryKind) => (key: string) => seqs.get(`${kind} ${key}`) ?? 0;
  const data: DirectoryData = {
    format: 1,
    revision,
    subjects: await readSubjects(tx, null, seqOf("subject")),
    groups: {},
    devices: await readDevices(tx, null, seqOf("device")),
    thumbprints: await readThumbprints(tx, null, seqOf("thumbprint")),
  };
  return { data, highSeq };
}

/** The `seq` of the newest directory change. */
export async function directorySeq(tx: Transaction): Promise<bigint> {
  const counter = await tx.counter.findUnique({ where: { name: "directory" } });
  return counter?.value ?? 0n;
}
