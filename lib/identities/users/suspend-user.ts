import { revokeSessions } from "#lib/auth/revoke-sessions.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import { AppError } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { users } from "./contract.ts";
import { lockUser, refuseLastOwner, refuseSelf } from "./guard-user.ts";
import { summaryInclude, userSummaryOf } from "./user-summary.ts";

/** Sessions end in the database, tokens at the enforcers: `revokedBefore` refuses those that were issued until now. */
export const suspendUser = verb(users.suspend, async (ctx, { slug, reason }, tx) => {
  const before = await lockUser(tx, ctx, slug);
  refuseSelf(ctx, before, "suspend");
  if (before.state === "suspended")
    throw new AppError("conflict", "This person is suspended already.");
  await refuseLastOwner(tx, before);
  const now = new Date();
  const after = await tx.user.update({
    where: { id: before.id },
    data: { state: "suspended", revokedBefore: now, version: { increment: 1 } },
    include: summaryInclude(now),
  });
  const sessions = await revokeSessions(tx, { userId: before.id }, now);
  await tx.invitation.updateMany({
    where: { userId: before.id, usedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  await touchDirectory(tx, "subject", slug);
  return {
    result: userSummaryOf(after),
    audit: {
      target: { kind: "user", id: before.id, name: before.name },
      detail: { reason, before: before.state, sessionsRevoked: sessions },
    },
  };
});

/** Somebody who never accepted an invitation is invited again; everybody else is active. */
export const reactivateUser = verb(users.reactivate, async (ctx, { slug, reason }, tx) => {
  const before = await lockUser(tx, ctx, slug);
  refuseSelf(ctx, before, "reactivate");
  if (before.state !== "suspended") throw new AppError("conflict", "This person is not suspended.");
  const entered =
    (await tx.authenticator.count({ where: { userId: before.id } })) > 0 ||
    (await tx.session.count({ where: { userId: before.id } })) > 0 ||
    before.origin === "sample";
  const state = entered ? "active" : "invited";
  const after = await tx.user.update({
    where: { id: before.id },
    data: { state, version: { increment: 1 } },
    include: summaryInclude(new Date()),
  });
  await touchDirectory(tx, "subject", slug);
  return {
    result: userSummaryOf(after),
    audit: {
      target: { kind: "user", id: before.id, name: before.name },
      detail: { reason, state },
    },
  };
});

export const revokeUserSessions = verb(users.revokeSessions, async (ctx, { slug }, tx) => {
  const user = await lockUser(tx, ctx, slug);
  const now = new Date();
  const revoked = await revokeSessions(tx, { userId: user.id }, now);
  await tx.user.update({ where: { id: user.id }, data: { revokedBefore: now } });
  await touchDirectory(tx, "subject", slug);
  return {
    result: { revoked },
    audit: { target: { kind: "user", id: user.id, name: user.name }, detail: { revoked } },
  };
});
