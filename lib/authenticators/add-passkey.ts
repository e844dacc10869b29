import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { found } from "#lib/errors.ts";
import { auditRefusals } from "./audit-refusal.ts";
import { consumeCeremony, openCeremony } from "./ceremony.ts";
import type { AttestationResponse } from "./contract.ts";
import { creationOptions } from "./creation-options.ts";
import { Refusal } from "./refusal.ts";
import { relyingParty } from "./relying-party.ts";
import { personOf } from "./step-up.ts";
import { storePasskey } from "./store-passkey.ts";
import { verifyAttestation } from "./verify-attestation.ts";

/** A stolen session must not become a passkey: adding one needs a ceremony (or sign-in) younger than this. */
const withinSeconds = 900;

export async function openAddPasskey(
  ctx: Context,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const person = personOf(ctx);
  refuseOldCeremony(person.authTime);
  const user = found(await database().user.findUnique({ where: { id: person.userId } }), "user");
  const binding = { kind: "session", userId: user.id, sessionId: person.sessionId } as const;
  const { challenge } = await openCeremony({ purpose: "register", binding });
  return creationOptions(challenge, user);
}

export function addPasskey(
  ctx: Context,
  response: AttestationResponse,
  name: string | undefined,
): Promise<{ id: string; name: string }> {
  const person = personOf(ctx);
  const target = { kind: "user", id: person.userId, name: person.name };
  return auditRefusals(
    ctx,
    "passkey.refuse",
    () => target,
    async () => {
      const binding = {
        kind: "session",
        userId: person.userId,
        sessionId: person.sessionId,
      } as const;
      const { challenge } = await consumeCeremony(
        response.response.clientDataJSON,
        "register",
        binding,
      );
      refuseOldCeremony(person.authTime, 300);
      const credential = await verifyAttestation({
        response,
        challenge,
        relyingParty: relyingParty(),
      });
      if (!credential) throw new Refusal("passkey-refused");
      return database().$transaction(async (tx) => {
        const user = { id: person.userId, slug: person.slug };
        const stored = await storePasskey(tx, ctx, user, credential, name);
        await appendAuditEvent(tx, ctx, "passkey.create", target, {
          passkey: stored.name,
          deviceType: stored.deviceType,
          backedUp: stored.backedUp,
        });
        return { id: stored.id, name: stored.name };
      });
    },
  );
}

/** The ceremony itself may take its five minutes on top. */
function refuseOldCeremony(authTime: Date, graceSeconds = 0): void {
  if (Date.now() - authTime.getTime() > (withinSeconds + graceSeconds) * 1000)
    throw new Refusal("ceremony-required", { maxAgeSeconds: withinSeconds });
}
