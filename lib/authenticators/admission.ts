import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AuditTarget } from "#lib/audit/append-audit-event.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import type { Ceremony } from "#lib/db/generated/client.ts";
import { auditRefusals } from "./audit-refusal.ts";
import { openInvitationLink, type OpenInvitation } from "./invitation-link.ts";
import { Refusal } from "./refusal.ts";

/** What the ceremony of each kind of link is called. */
export const purposes = {
  firstRun: "first-run",
  invitation: "invitation",
  recovery: "recovery",
} as const;

/** Who somebody says they are at first run; an invitation knows already. */
export type Newcomer = { readonly name: string; readonly email: string };

const subjectSchema = z.object({
  invitationId: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
});
export type Admission = z.output<typeof subjectSchema>;

/** Opens the link and goes on with it; refusals are audited as about this link. */
export function accepting(
  ctx: Context,
  token: string,
  run: (invitation: OpenInvitation) => Promise<string>,
): Promise<string> {
  let target: AuditTarget | null = null;
  return auditRefusals(
    ctx,
    "invitation.refuse",
    () => target,
    async () => {
      const invitation = await openInvitationLink(token);
      target = {
        kind: "invitation",
        id: invitation.id,
        name: invitation.user?.name ?? "first run",
      };
      return run(invitation);
    },
  );
}

/** Who would be admitted: the invited person, or whoever first run's visitor says they are. */
export async function admissionOf(
  invitation: OpenInvitation,
  newcomer: Newcomer | null,
): Promise<Admission> {
  const { user } = invitation;
  if (user)
    return { invitationId: invitation.id, userId: user.id, name: user.name, email: user.email };
  if (!newcomer) throw new Refusal("invitation-unknown");
  if (await database().user.findUnique({ where: { email: newcomer.email } }))
    throw new Refusal("email-taken");
  return { invitationId: invitation.id, userId: randomUUID(), ...newcomer };
}

/** Written by `openAcceptance`. */
export function admissionIn(ceremony: Ceremony): Admission {
  return subjectSchema.parse(ceremony.subject);
}
