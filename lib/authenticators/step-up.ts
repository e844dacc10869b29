import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { passkeyVerification } from "#lib/auth/verification.ts";
import type { Actor, Context } from "#lib/context.ts";
import { database, databaseBeside } from "#lib/db/client.ts";
import { auditRefusals } from "./audit-refusal.ts";
import { openCeremony, type Binding } from "./ceremony.ts";
import { checkPasskey, type CheckedPasskey } from "./check-passkey.ts";
import type { AssertionResponse } from "./contract.ts";
import { requestOptions } from "./request-options.ts";
import { Refusal } from "./refusal.ts";

type Person = Extract<Actor, { kind: "user" }>;

/** The person of a session; anybody else has no ceremony to step up. */
export function personOf(ctx: Context): Person {
  if (ctx.actor.kind !== "user") throw new Refusal("session-ended");
  return ctx.actor;
}

function bindingOf(person: Person): Binding {
  return { kind: "session", userId: person.userId, sessionId: person.sessionId };
}

export async function openStepUp(ctx: Context): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const person = personOf(ctx);
  const { challenge } = await openCeremony({ purpose: "step-up", binding: bindingOf(person) });
  return requestOptions(challenge, person.userId);
}

/** Verifies the person of this session again: `auth_time`, `amr` and `acr` of the session and its next tokens. */
export function stepUp(ctx: Context, response: AssertionResponse): Promise<void> {
  return refusalsAudited(ctx, "session.step-up-refuse", async (person) => {
    const { authenticator } = await checkPasskey("step-up", bindingOf(person), response);
    const verification = passkeyVerification(authenticator.deviceType);
    await database().$transaction(async (tx) => {
      const { count } = await tx.session.updateMany({
        where: { id: person.sessionId, revokedAt: null, absoluteUntil: { gt: new Date() } },
        data: { authTime: new Date(), amr: [...verification.amr], acr: verification.acr },
      });
      if (count !== 1) throw new Refusal("session-ended");
      await appendAuditEvent(
        tx,
        ctx,
        "session.step-up",
        { kind: "user", id: person.userId, name: person.name },
        { session: person.sessionId, passkey: authenticator.name, acr: verification.acr },
      );
    });
  });
}

/** Asks for a passkey over a release's digest (base64url of 32 bytes): the challenge is the digest itself. */
export async function openPublishCeremony(
  ctx: Context,
  digest: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const person = personOf(ctx);
  await openCeremony({ purpose: "publish", binding: bindingOf(person), challenge: digest });
  return requestOptions(digest, person.userId);
}

/**
 * Spends a publishing ceremony: the passkey of this session's person signed exactly this digest. The session counts
 * as verified from then on. What the authority needs to verify it once more is the response itself.
 */
export function checkPublishCeremony(
  ctx: Context,
  digest: string,
  response: AssertionResponse,
): Promise<CheckedPasskey> {
  return refusalsAudited(ctx, "release.approval-refuse", async (person) => {
    const checked = await checkPasskey("publish", bindingOf(person), response);
    if (challengeOf(response) !== digest) throw new Refusal("challenge-unknown");
    const verification = passkeyVerification(checked.authenticator.deviceType);
    await databaseBeside().session.updateMany({
      where: { id: person.sessionId, revokedAt: null },
      data: { authTime: new Date(), amr: [...verification.amr], acr: verification.acr },
    });
    return checked;
  });
}

function challengeOf(response: AssertionResponse): string | null {
  const json: unknown = JSON.parse(
    Buffer.from(response.response.clientDataJSON, "base64url").toString("utf8"),
  );
  return typeof json === "object" && json !== null && "challenge" in json
    ? String(json.challenge)
    : null;
}

function refusalsAudited<T>(
  ctx: Context,
  action: string,
  run: (person: Person) => Promise<T>,
): Promise<T> {
  const person = personOf(ctx);
  const target = { kind: "user", id: person.userId, name: person.name };
  return auditRefusals(
    ctx,
    action,
    () => target,
    () => run(person),
  );
}
