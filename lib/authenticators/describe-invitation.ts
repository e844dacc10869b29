import { openInvitationLink } from "./invitation-link.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";

export type InvitationDescription =
  | {
      readonly ok: true;
      readonly purpose: "firstRun" | "invitation" | "recovery";
      readonly name: string | null;
      readonly email: string | null;
      readonly expiresAt: string;
    }
  | { readonly ok: false; readonly reason: RefusalReason };

/** What the page of a link shows, whoever opens it: the token is the only key. */
export async function describeInvitation(token: string): Promise<InvitationDescription> {
  try {
    const invitation = await openInvitationLink(token);
    return {
      ok: true,
      purpose: invitation.purpose,
      name: invitation.user?.name ?? null,
      email: invitation.user?.email ?? null,
      expiresAt: invitation.expiresAt.toISOString(),
    };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.reason };
    throw error;
  }
}
