import { z } from "zod";
import { passkeyOf } from "#lib/authenticators/list-passkeys.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { attributes, users } from "./contract.ts";
import { holdingNow, summaryInclude, userSummaryOf } from "./user-summary.ts";

/** Audit events name people by their id, which stays when a person is erased. */
function named(slug: string): Prisma.UserWhereInput {
  return z.uuid().safeParse(slug).success ? { OR: [{ slug }, { id: slug }] } : { slug };
}

export const getUser = verb(users.get, async (_ctx, { slug }, tx) => {
  const now = new Date();
  const row = found(
    await tx.user.findFirst({ where: named(slug), include: summaryInclude(now) }),
    "person",
  );
  const { grants, passkeys, sessions, devices, invitation, password } = await belongings(
    tx,
    row.id,
    now,
  );
  return {
    ...userSummaryOf(row),
    attributes: attributes.catch({}).parse(row.attributes),
    hasPassword: password !== null,
    grants: grants.map((grant) => ({
      id: grant.id,
      role: grant.role.slug,
      roleName: grant.role.name,
      reason: grant.reason,
      grantedBy: grant.grantedBy?.name ?? null,
      createdAt: grant.createdAt,
      expiresAt: grant.expiresAt,
    })),
    passkeyList: passkeys.map(passkeyOf),
    sessions: sessions.map((each) => ({
      id: each.id,
      agent: each.agent,
      ip: each.ip,
      acr: each.acr,
      authTime: each.authTime,
      createdAt: each.createdAt,
      lastSeenAt: each.lastSeenAt,
    })),
    deviceList: devices.map((each) => ({
      slug: each.slug,
      name: each.name,
      platform: each.platform,
      state: each.state,
    })),
    invitation: invitation && {
      purpose: invitation.purpose,
      createdAt: invitation.createdAt,
      expiresAt: invitation.expiresAt,
    },
  };
});

async function belongings(tx: Transaction, userId: string, now: Date) {
  const grants = await tx.roleGrant.findMany({
    where: { userId, ...holdingNow(now) },
    include: { role: true, grantedBy: { select: { name: true } } },
    orderBy: { createdAt: "asc" },
  });
  const passkeys = await tx.authenticator.findMany({
    where: { userId },
    orderBy: { createdAt: "asc" },
  });
  const sessions = await tx.session.findMany({
    where: { userId, revokedAt: null, idleUntil: { gt: now }, absoluteUntil: { gt: now } },
    orderBy: { lastSeenAt: "desc" },
  });
  const devices = await tx.device.findMany({
    where: { ownerId: userId },
    orderBy: { name: "asc" },
  });
  const invitation = await tx.invitation.findFirst({
    where: { userId, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: "desc" },
  });
  const password = await tx.password.findUnique({ where: { userId }, select: { userId: true } });
  return { grants, passkeys, sessions, devices, invitation, password };
}
