import { hashSecret } from "#lib/auth/secret-token.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import type { Invitation, User } from "#lib/db/generated/client.ts";
import { Refusal } from "./refusal.ts";

export type OpenInvitation = Invitation & { readonly user: User | null };

/** The invitation, first-run or recovery link behind a token, if it can still be used. Looking does not use it. */
export async function openInvitationLink(
  token: string,
  now: Date = new Date(),
): Promise<OpenInvitation> {
  if (!/^spi_[A-Za-z0-9_-]{43}$/.test(token)) throw new Refusal("invitation-unknown");
  const invitation = await database().invitation.findUnique({
    where: { tokenHash: hashSecret(token) },
    include: { user: true },
  });
  if (!invitation) throw new Refusal("invitation-unknown");
  if (invitation.usedAt !== null) throw new Refusal("invitation-used");
  if (invitation.revokedAt !== null || invitation.expiresAt <= now)
    throw new Refusal("invitation-expired");
  if (invitation.user?.state === "suspended") throw new Refusal("user-suspended");
  if (invitation.user?.state === "deleted") throw new Refusal("invitation-expired");
  return invitation;
}

/** Uses it up, in the transaction that keeps its passkey: of two visitors one wins, the other changes nothing. */
export async function useInvitation(
  tx: Transaction,
  id: string,
  now: Date = new Date(),
): Promise<void> {
  const { count } = await tx.invitation.updateMany({
    where: { id, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count !== 1) throw new Refusal("invitation-used");
}
