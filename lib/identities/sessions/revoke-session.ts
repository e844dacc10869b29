import { revokeSessions } from "#lib/auth/revoke-sessions.ts";
import { found } from "#lib/errors.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { lockUser } from "#lib/identities/users/guard-user.ts";
import { verb } from "#lib/verb.ts";
import { sessions } from "./contract.ts";

export const listSessions = verb(sessions.list, async (ctx, _input, tx) => {
  const self = selfOf(ctx);
  const now = new Date();
  const rows = await tx.session.findMany({
    where: {
      userId: self.userId,
      revokedAt: null,
      idleUntil: { gt: now },
      absoluteUntil: { gt: now },
    },
    orderBy: { lastSeenAt: "desc" },
  });
  return {
    items: rows.map((row) => ({
      id: row.id,
      current: row.id === self.sessionId,
      agent: row.agent,
      ip: row.ip,
      acr: row.acr,
      authTime: row.authTime,
      createdAt: row.createdAt,
      lastSeenAt: row.lastSeenAt,
    })),
  };
});

export const revokeSession = verb(sessions.revoke, async (ctx, { id }, tx) => {
  const { userId, name } = selfOf(ctx);
  found(await tx.session.findFirst({ where: { id, userId, revokedAt: null } }), "session");
  await revokeSessions(tx, { id });
  return {
    result: { id },
    audit: { target: { kind: "user", id: userId, name }, detail: { session: id } },
  };
});

export const revokeOtherSessions = verb(sessions.revokeOthers, async (ctx, _input, tx) => {
  const { userId, name, sessionId } = selfOf(ctx);
  const revoked = await revokeSessions(tx, {
    userId,
    ...(sessionId ? { except: sessionId } : {}),
  });
  return {
    result: { revoked },
    audit: { target: { kind: "user", id: userId, name }, detail: { revoked } },
  };
});

export const revokeSessionOf = verb(sessions.revokeOf, async (ctx, { slug, id }, tx) => {
  const user = await lockUser(tx, ctx, slug);
  found(await tx.session.findFirst({ where: { id, userId: user.id, revokedAt: null } }), "session");
  await revokeSessions(tx, { id });
  return {
    result: { id },
    audit: { target: { kind: "user", id: user.id, name: user.name }, detail: { session: id } },
  };
});
