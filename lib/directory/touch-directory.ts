import type { Transaction } from "#lib/db/client.ts";
import { notify } from "#lib/db/notify.ts";

/** The records of the directory bundle. Keys: a subject's or device's slug, a key's thumbprint. */
export type DirectoryKind = "subject" | "group" | "device" | "thumbprint";

/**
 * Says that a directory record changed, in the transaction that changes it: gives the record the next `seq` and
 * wakes the authorities, which send it to every enforcer as an override at once. The counter's row stays locked
 * until the transaction ends, so `seq` rises in commit order and no snapshot can miss a lower one.
 */
export async function touchDirectory(
  tx: Transaction,
  kind: DirectoryKind,
  key: string,
  gone = false,
): Promise<void> {
  const counter = await tx.counter.upsert({
    where: { name: "directory" },
    create: { name: "directory", value: 1n },
    update: { value: { increment: 1n } },
  });
  const seq = counter.value;
  await tx.directoryEntry.upsert({
    where: { kind_key: { kind, key } },
    create: { kind, key, seq, gone },
    update: { seq, gone },
  });
  await notify(tx, "signals");
}
