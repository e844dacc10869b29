import { hashSecret } from "#lib/auth/secret-token.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import type { Invitation, User } from "#lib/db/generated/client.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";

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
  const problem = linkProblem(invitation, now) ?? userProblem(invitation.user);
  if (problem) throw new Refusal(problem);
  return invitation;
}

function linkProblem(invitation: Invitation, now: Date): RefusalReason | null {
  if (invitation.usedAt !== null) return "invitation-used";
  const over = invitation.revokedAt !== null || invitation.expiresAt <= now;
  return over ? "invitation-expired" : null;
}

function userProblem(user: User | null): RefusalReason | null {
  if (user?.state === "suspended") return "user-suspended";
  return user?.state === "deleted" ? "invitation-expired" : null;
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
