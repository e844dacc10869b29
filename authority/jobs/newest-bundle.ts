import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import type { Transaction } from "#lib/db/client.ts";

/** What is known of a stored bundle, without its bytes. */
export type StoredBundle = {
  readonly epoch: number;
  readonly number: bigint;
  readonly fingerprint: string;
  readonly highSeq: bigint;
  readonly leaseUntil: Date | null;
  readonly releaseNumber: number | null;
  readonly createdAt: Date;
};

/** The bundle in force; of a running canary, the one of its enforcers. */
export async function newestBundle(
  tx: Transaction,
  channel: string,
  name: ArchiveName,
  canary = false,
): Promise<StoredBundle | null> {
  return tx.bundle.findFirst({
    where: { channelSlug: channel, name, canary },
    orderBy: [{ epoch: "desc" }, { number: "desc" }],
    select: {
      epoch: true,
      number: true,
      fingerprint: true,
      highSeq: true,
      leaseUntil: true,
      releaseNumber: true,
      createdAt: true,
    },
  });
}
