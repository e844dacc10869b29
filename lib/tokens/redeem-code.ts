import { createHash, timingSafeEqual } from "node:crypto";
import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { hashSecret } from "#lib/auth/secret-token.ts";
import { systemContext } from "#lib/context.ts";
import { database, type Transaction } from "#lib/db/client.ts";
import type { AuthorizationCode, Session, User } from "#lib/db/generated/client.ts";

export type CodePresented = {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
  /** RFC 8707; absent: the code's own. */
  readonly resource: string | null;
  /** Thumbprint of the key whose possession was proven with this request (RFC 9449). */
  readonly proofJkt: string | null;
  readonly requestId: string;
  readonly ip: string | null;
};

/** What a token says, before it is signed. */
export type Grant = {
  readonly subject: string;
  readonly audience: string;
  readonly clientId: string;
  readonly sessionId: string;
  readonly authTime: Date;
  readonly acr: string;
  readonly amr: readonly string[];
  readonly scopes: readonly string[];
  readonly jkt: string | null;
  /** A token doesn't outlive its session. */
  readonly sessionEnd: Date;
};

/** RFC 6749 §5.2, RFC 8707 §2, RFC 9449 §5. */
export type Refused = {
  readonly error: "invalid_grant" | "invalid_target" | "invalid_dpop_proof";
  readonly description: string;
};

type Code = AuthorizationCode & { readonly user: User; readonly session: Session };

/**
 * Redeems an authorization code (RFC 6749 §4.1.3, PKCE RFC 7636 §4.6). The first presentation spends it, whatever
 * comes of it: no verifier gets a second guess. A code that comes again is refused and audited.
 */
export async function redeemCode(presented: CodePresented): Promise<Grant | Refused> {
  return database().$transaction(async (tx) => {
    const hash = hashSecret(presented.code);
    await tx.$queryRaw`SELECT 1 FROM "AuthorizationCode" WHERE "hash" = ${hash} FOR UPDATE`;
    const code = await tx.authorizationCode.findUnique({
      where: { hash },
      include: { user: true, session: true },
    });
    if (!code) return refused("The code is not known.");
    if (code.consumedAt !== null) {
      await audit(tx, presented, code, "token.code-reuse");
      return refused("The code was used already.");
    }
    const now = new Date();
    await tx.authorizationCode.update({ where: { id: code.id }, data: { consumedAt: now } });
    const problem =
      codeProblem(code, presented, now) ??
      holderProblem(code, now) ??
      (await keyProblem(tx, code, presented));
    if (problem) return problem;
    await audit(tx, presented, code, "token.issue");
    return grantOf(code, presented);
  });
}

function codeProblem(code: Code, presented: CodePresented, now: Date): Refused | null {
  if (code.expiresAt <= now) return refused("The code has expired.");
  if (code.clientId !== presented.clientId) return refused("The code is another client's.");
  if (code.redirectUri !== presented.redirectUri)
    return refused("redirect_uri is not the one of the authorization.");
  const challenge = createHash("sha256").update(presented.verifier).digest();
  const expected = Buffer.from(code.codeChallenge, "base64url");
  if (expected.length !== challenge.length || !timingSafeEqual(expected, challenge))
    return refused("code_verifier does not belong to the code.");
  if (presented.resource !== null && presented.resource !== code.resource)
    return { error: "invalid_target", description: "The code is for another resource." };
  return null;
}

/** The session must be live and the person active now, not only when the code was made. */
function holderProblem({ session, user }: Code, now: Date): Refused | null {
  const live = session.revokedAt === null && session.idleUntil > now && session.absoluteUntil > now;
  return live && user.state === "active" ? null : refused("The session has ended.");
}

async function keyProblem(
  tx: Transaction,
  code: Code,
  presented: CodePresented,
): Promise<Refused | null> {
  if (code.dpopJkt === null) return null;
  if (presented.proofJkt !== code.dpopJkt)
    return {
      error: "invalid_dpop_proof",
      description: "The code is bound to a key; send a DPoP proof made with it.",
    };
  const key = await tx.deviceKey.findUnique({
    where: { thumbprint: code.dpopJkt },
    include: { device: true },
  });
  const usable =
    key !== null &&
    key.revokedAt === null &&
    key.device.ownerId === code.userId &&
    (key.device.state === "trusted" || key.device.state === "pending");
  return usable ? null : refused("The device's key is no longer in use.");
}

function grantOf(code: Code, presented: CodePresented): Grant {
  return {
    subject: code.user.slug,
    audience: code.resource,
    clientId: code.clientId,
    sessionId: code.sessionId,
    authTime: code.session.authTime,
    acr: code.session.acr,
    amr: code.session.amr,
    scopes: code.scopes,
    jkt: presented.proofJkt,
    sessionEnd: code.session.absoluteUntil,
  };
}

async function audit(
  tx: Transaction,
  presented: CodePresented,
  code: Code,
  action: "token.issue" | "token.code-reuse",
): Promise<void> {
  const ctx = { ...systemContext("token endpoint", presented.requestId), ip: presented.ip };
  const target = { kind: "user", id: code.userId, name: code.user.name };
  const detail = { resource: code.resource, client: code.clientId, session: code.sessionId };
  await appendAuditEvent(tx, ctx, action, target, detail);
}

function refused(description: string): Refused {
  return { error: "invalid_grant", description };
}
