import { newSecret } from "#lib/auth/secret-token.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { environment } from "#lib/env.ts";
import { actingUserId } from "./guard-user.ts";

const validSeconds = { invitation: 7 * 86_400, recovery: 3600, firstRun: 7 * 86_400 } as const;

/** A one-time link, its text known only to the answer. Earlier links of the same person stop working. */
export async function createLink(
  tx: Transaction,
  ctx: Context,
  purpose: keyof typeof validSeconds,
  userId: string | null,
): Promise<{ link: string; expiresAt: Date }> {
  const secret = newSecret("spi");
  const expiresAt = new Date(Date.now() + validSeconds[purpose] * 1000);
  await tx.invitation.updateMany({
    where: { userId, usedAt: null, revokedAt: null, ...(userId ? {} : { purpose }) },
    data: { revokedAt: new Date() },
  });
  await tx.invitation.create({
    data: { tokenHash: secret.hash, purpose, userId, expiresAt, createdById: actingUserId(ctx) },
  });
  const page = purpose === "firstRun" ? "first-run" : "invitation";
  return { link: `${environment().PUBLIC_URL}/${page}?token=${secret.text}`, expiresAt };
}
