import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { appendAuditEvent, type AuditTarget } from "#lib/audit/append-audit-event.ts";
import { createSession } from "#lib/auth/create-session.ts";
import { revokeSessions } from "#lib/auth/revoke-sessions.ts";
import { passkeyVerification, type Verification } from "#lib/auth/verification.ts";
import type { Context } from "#lib/context.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import type { User } from "#lib/db/generated/client.ts";
import { auditRefusals } from "./audit-refusal.ts";
import { openCeremony } from "./ceremony.ts";
import { checkPasskey } from "./check-passkey.ts";
import type { AssertionResponse } from "./contract.ts";
import { requestOptions } from "./request-options.ts";
import { Refusal } from "./refusal.ts";

/** A browser before sign-in: its secret cookie (hashed), and the session it may still have. */
export type Browser = {
  readonly hash: Uint8Array<ArrayBuffer>;
  readonly previousSessionId: string | null;
};

export async function openPasskeySignIn(
  browser: Browser,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const binding = { kind: "browser", hash: browser.hash } as const;
  const { challenge } = await openCeremony({ purpose: "sign-in", binding });
  return requestOptions(challenge, null);
}

/** Signs in with a discoverable passkey; gives the id of a new session. */
export function signInWithPasskey(
  ctx: Context,
  browser: Browser,
  response: AssertionResponse,
): Promise<string> {
  let target: AuditTarget | null = null;
  return auditRefusals(
    ctx,
    "session.refuse",
    () => target,
    async () => {
      const binding = { kind: "browser", hash: browser.hash } as const;
      const { user, authenticator } = await checkPasskey("sign-in", binding, response, (known) => {
        target = { kind: "user", id: known.id, name: known.name };
      });
      const verification = passkeyVerification(authenticator.deviceType);
      return database().$transaction((tx) =>
        beginSession(tx, ctx, user, browser, verification, { passkey: authenticator.name }),
      );
    },
  );
}

/**
 * The end of every way in: the user's row is locked and looked at again (a suspension that commits first wins), the
 * browser's earlier session ends, a new one begins, and the audit log says who, how and from where.
 */
export async function beginSession(
  tx: Transaction,
  ctx: Context,
  user: User,
  browser: Browser,
  verification: Verification,
  detail: Readonly<Record<string, unknown>>,
): Promise<string> {
  const rows = await tx.$queryRaw<{ state: string }[]>`
    SELECT "state"::text FROM "User" WHERE "id" = ${user.id}::uuid FOR UPDATE`;
  if (rows[0]?.state !== "active") throw new Refusal("user-inactive");
  if (browser.previousSessionId) await revokeSessions(tx, { id: browser.previousSessionId });
  const sessionId = await createSession(tx, ctx, user.id, verification);
  const actor: Context = {
    ...ctx,
    actor: {
      kind: "user",
      userId: user.id,
      slug: user.slug,
      name: user.name,
      consoleRole: user.consoleRole,
      sessionId,
      authTime: new Date(),
      ...verification,
    },
  };
  await appendAuditEvent(
    tx,
    actor,
    "session.create",
    { kind: "user", id: user.id, name: user.name },
    { ...detail, session: sessionId, acr: verification.acr, agent: ctx.userAgent },
  );
  return sessionId;
}
