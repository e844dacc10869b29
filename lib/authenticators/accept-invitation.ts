import { randomUUID } from "node:crypto";
import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { z } from "zod";
import type { AuditTarget } from "#lib/audit/append-audit-event.ts";
import { passkeyVerification, passwordVerification } from "#lib/auth/verification.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import type { Ceremony } from "#lib/db/generated/client.ts";
import { auditRefusals } from "./audit-refusal.ts";
import { admitUser } from "./admit-user.ts";
import { consumeCeremony, openCeremony } from "./ceremony.ts";
import type { AttestationResponse } from "./contract.ts";
import { creationOptions } from "./creation-options.ts";
import { openInvitationLink, type OpenInvitation } from "./invitation-link.ts";
import { beginSession, type Browser } from "./passkey-sign-in.ts";
import { hashNewPassword } from "./password.ts";
import { Refusal } from "./refusal.ts";
import { relyingParty } from "./relying-party.ts";
import { storePasskey } from "./store-passkey.ts";
import { verifyAttestation } from "./verify-attestation.ts";

const purposes = {
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

/** Begins the one screen of a link: options for the first passkey. The link stays usable until one is kept. */
export async function openAcceptance(
  browser: Browser,
  token: string,
  newcomer: Newcomer | null,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const invitation = await openInvitationLink(token);
  const admission = await admissionOf(invitation, newcomer);
  const { challenge } = await openCeremony({
    purpose: purposes[invitation.purpose],
    binding: { kind: "browser", hash: browser.hash },
    ...(invitation.userId ? { userId: invitation.userId } : {}),
    subject: admission,
  });
  return creationOptions(challenge, { ...admission, id: admission.userId });
}

/** Ends it: passkey kept, link used, account active, browser signed in, all in one transaction. */
export function acceptWithPasskey(
  ctx: Context,
  browser: Browser,
  token: string,
  response: AttestationResponse,
): Promise<string> {
  return accepting(ctx, token, async (invitation) => {
    const purpose = purposes[invitation.purpose];
    const { ceremony, challenge } = await consumeCeremony(
      response.response.clientDataJSON,
      purpose,
      { kind: "browser", hash: browser.hash },
    );
    const admission = admissionIn(ceremony);
    if (admission.invitationId !== invitation.id) throw new Refusal("wrong-purpose");
    const credential = await verifyAttestation({
      response,
      challenge,
      relyingParty: relyingParty(),
    });
    if (!credential) throw new Refusal("passkey-refused");
    return database().$transaction(async (tx) => {
      const user = await admitUser(tx, ctx, invitation, admission);
      const stored = await storePasskey(tx, ctx, user, credential, undefined);
      const verification = passkeyVerification(credential.deviceType);
      const detail = { through: purpose, passkey: stored.name };
      return beginSession(tx, ctx, user, browser, verification, detail);
    });
  });
}

/** For browsers without WebAuthn only: a password instead, until there is a passkey. Never for a recovery. */
export function acceptWithPassword(
  ctx: Context,
  browser: Browser,
  token: string,
  password: string,
  newcomer: Newcomer | null,
): Promise<string> {
  return accepting(ctx, token, async (invitation) => {
    const admission = await admissionOf(invitation, newcomer);
    const hash = await hashNewPassword(password, [admission.name, admission.email]);
    return database().$transaction(async (tx) => {
      const user = await admitUser(tx, ctx, invitation, admission);
      await tx.password.upsert({
        where: { userId: user.id },
        create: { userId: user.id, hash },
        update: { hash, createdAt: new Date() },
      });
      const detail = { through: purposes[invitation.purpose], password: true };
      return beginSession(tx, ctx, user, browser, passwordVerification, detail);
    });
  });
}

function accepting(
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

async function admissionOf(
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
function admissionIn(ceremony: Ceremony): Admission {
  return subjectSchema.parse(ceremony.subject);
}
