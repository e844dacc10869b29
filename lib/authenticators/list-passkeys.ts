import type { z } from "zod";
import type { Authenticator } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";
import { passkeys, type passkey } from "./contract.ts";
import { personOf } from "./step-up.ts";

export const listPasskeys = verb(passkeys.list, async (ctx, _input, tx) => {
  const { userId } = personOf(ctx);
  const rows = await tx.authenticator.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
  });
  const password = await tx.password.findUnique({ where: { userId }, select: { userId: true } });
  return { items: rows.map(passkeyOf), hasPassword: password !== null };
});

export function passkeyOf(row: Authenticator): z.input<typeof passkey> {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    synced: row.deviceType === "multiDevice",
    backedUp: row.backedUp,
  };
}
