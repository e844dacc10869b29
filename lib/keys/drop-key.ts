import type { Transaction } from "#lib/db/client.ts";

/** Retired: vouched for no more, and without the private half, so that no state in a table brings it back. */
export async function dropKey(tx: Transaction, kid: string): Promise<void> {
  await tx.signingKey.update({
    where: { kid },
    data: { state: "retired", retiredAt: new Date(), sealedPrivate: null },
  });
}
