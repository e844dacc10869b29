import { createHash } from "node:crypto";
import type { UnsignedBundle } from "#lib/bundle/build-bundle.ts";
import { signBundle } from "#lib/bundle/sign-bundle.ts";
import type { Transaction } from "#lib/db/client.ts";
import { notify } from "#lib/db/notify.ts";
import { secondsOf } from "#lib/directory/seconds-of.ts";
import type { Revision } from "#lib/engine/deployment.ts";
import type { Signer } from "#authority/signers.ts";

export type NewBundle = {
  readonly channel: string;
  readonly revision: Revision;
  readonly unsigned: UnsignedBundle;
  readonly scope: string;
  /** One copy is stored for each. */
  readonly signers: readonly Signer[];
  /** Discovery: the key from which its readers take the other bundles. */
  readonly announces?: string;
  readonly now: Date;
  readonly fingerprint: string;
  readonly highSeq?: bigint;
  readonly leaseUntil?: Date;
  readonly releaseNumber?: number;
  /** For the enforcers of that release's canary alone. */
  readonly canary?: boolean;
};

/** Revisions of each bundle that are kept: acknowledgements of older ones can't be told any more. */
const keptMax = 50;

/** Signs a bundle with every key in use and stores its bytes; together with the rest of the transaction it comes into force, or not at all. */
export async function storeBundle(tx: Transaction, bundle: NewBundle): Promise<void> {
  const { channel, revision, unsigned, signers } = bundle;
  const [epoch, number] = revision;
  for (const { kid, sign } of signers) {
    const { scope, now } = bundle;
    const bytes = await signBundle(unsigned, { kid, scope, issuedAt: secondsOf(now), sign });
    await tx.bundle.create({
      data: {
        channelSlug: channel,
        name: unsigned.name,
        epoch,
        number,
        bytes: new Uint8Array(bytes),
        tag: createHash("sha256").update(bytes).digest("base64url"),
        kid,
        announces: bundle.announces ?? null,
        fingerprint: bundle.fingerprint,
        highSeq: bundle.highSeq ?? 0n,
        leaseUntil: bundle.leaseUntil ?? null,
        releaseNumber: bundle.releaseNumber ?? null,
        canary: bundle.canary ?? false,
        createdAt: now,
      },
    });
  }
  await tx.bundle.deleteMany({
    where: { channelSlug: channel, name: unsigned.name, epoch, number: { lt: number - keptMax } },
  });
  await notify(tx, "bundles");
}
