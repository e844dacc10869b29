import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { passkeyVerification } from "#lib/auth/verification.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { accepting, admissionIn, admissionOf, purposes, type Newcomer } from "./admission.ts";
import { admitUser } from "./admit-user.ts";
import { openInvitationLink } from "./invitation-link.ts";
import { consumeCeremony, openCeremony } from "./ceremony.ts";
import type { AttestationResponse } from "./contract.ts";
import { creationOptions } from "./creation-options.ts";
import { beginSession, type Browser } from "./passkey-sign-in.ts";
import { Refusal } from "./refusal.ts";
import { relyingParty } from "./relying-party.ts";
import { storePasskey } from "./store-passkey.ts";
import { verifyAttestation } from "./verify-attestation.ts";

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
