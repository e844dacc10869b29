import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { systemContext } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { sealPrivateKey } from "#lib/keys/seal-private-key.ts";
import { isSealedUnder } from "#lib/keys/sealed-key.ts";
import { unsealPrivateKey } from "#lib/keys/unseal-private-key.ts";

/**
 * Seals under `kek` what is still sealed under `previousKek`, key by key, each in a transaction of its own: killed at
 * any moment every key opens under one of the two, and the next run goes on. Several authorities may do it at once.
 */
export async function resealKeys(kek: string, previousKek: string): Promise<number> {
  const rows = await database().signingKey.findMany({
    where: { sealedPrivate: { not: null } },
    orderBy: { createdAt: "asc" },
    select: { kid: true, purpose: true, sealedPrivate: true },
  });
  let resealed = 0;
  for (const { kid, purpose, sealedPrivate } of rows) {
    if (sealedPrivate === null || !isSealedUnder(sealedPrivate, previousKek)) continue;
    const name = { kid, purpose };
    const key = unsealPrivateKey(sealedPrivate, name, [previousKek]);
    await database().$transaction(async (tx) => {
      const { count } = await tx.signingKey.updateMany({
        where: { kid, sealedPrivate },
        data: { sealedPrivate: sealPrivateKey(key, name, kek) },
      });
      if (count === 0) return;
      const target = { kind: "signing-key", id: kid, name: `${purpose} key` };
      await appendAuditEvent(tx, systemContext("new AUTHORITY_KEK"), "key.reseal", target, {});
      resealed += 1;
    });
  }
  return resealed;
}
