import { revokeSessions } from "#lib/auth/revoke-sessions.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import type { Transaction } from "#lib/db/client.ts";
import { verb } from "#lib/verb.ts";
import { users } from "./contract.ts";
import { lockUser, refuseLastOwner, refuseSelf } from "./guard-user.ts";

/**
 * Erasure: what is about the person goes, the row stays with its id and slug, so that decisions and audit events
 * still point somewhere and the slug never comes to mean somebody else.
 */
export const removeUser = verb(users.remove, async (ctx, { slug }, tx) => {
  const user = await lockUser(tx, ctx, slug);
  refuseSelf(ctx, user, "erase");
  await refuseLastOwner(tx, user);
  const now = new Date();
  const sessions = await revokeSessions(tx, { userId: user.id }, now);
  await tx.session.updateMany({ where: { userId: user.id }, data: { ip: null, agent: null } });
  await tx.authenticator.deleteMany({ where: { userId: user.id } });
  await tx.password.deleteMany({ where: { userId: user.id } });
  await tx.invitation.deleteMany({ where: { userId: user.id } });
  await tx.roleGrant.updateMany({
    where: { userId: user.id, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.apiToken.updateMany({
    where: { ownerId: user.id, revokedAt: null },
    data: { revokedAt: now },
  });
  await tx.savedView.deleteMany({ where: { ownerId: user.id, shared: false } });
  const devices = await revokeDevices(tx, user.id);
  await tx.user.update({
    where: { id: user.id },
    data: {
      state: "deleted",
      name: "Erased person",
      email: `${user.id}@erased.invalid`,
      attributes: {},
      preferences: {},
      consoleRole: "user",
      revokedBefore: now,
      version: { increment: 1 },
    },
  });
  await touchDirectory(tx, "subject", slug, true);
  return {
    result: { slug },
    audit: {
      target: { kind: "user", id: user.id, name: user.name },
      detail: { sessionsRevoked: sessions, devicesRevoked: devices },
    },
  };
});

async function revokeDevices(tx: Transaction, ownerId: string): Promise<number> {
  const devices = await tx.device.findMany({ where: { ownerId }, include: { keys: true } });
  for (const device of devices) {
    await tx.device.update({
      where: { id: device.id },
      data: {
        ownerId: null,
        state: "revoked",
        stateReason: "Its owner was erased",
        version: { increment: 1 },
      },
    });
    await touchDirectory(tx, "device", device.slug);
  }
  return devices.length;
}
