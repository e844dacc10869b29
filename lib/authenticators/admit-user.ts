import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { revokeSessions } from "#lib/auth/revoke-sessions.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { User } from "#lib/db/generated/client.ts";
import { touchDirectory } from "#lib/directory/touch-directory.ts";
import type { Admission } from "./admission.ts";
import { useInvitation, type OpenInvitation } from "./invitation-link.ts";
import { Refusal } from "./refusal.ts";
import { freeUserSlug } from "./user-slug.ts";

/** Uses the link up and gives its user: made (first run), activated (invitation), or emptied of old keys (recovery). */
export async function admitUser(
  tx: Transaction,
  ctx: Context,
  invitation: OpenInvitation,
  admission: Admission,
): Promise<User> {
  await useInvitation(tx, invitation.id);
  switch (invitation.purpose) {
    case "firstRun":
      return createOwner(tx, ctx, admission);
    case "invitation":
      return activate(tx, ctx, admission.userId);
    case "recovery":
      return recover(tx, ctx, admission.userId);
  }
}

/** The lock makes two first-run links take turns; the second finds an owner. */
async function createOwner(tx: Transaction, ctx: Context, admission: Admission): Promise<User> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205760)`;
  const owners = await tx.user.count({
    where: { consoleRole: "owner", state: "active", origin: "console" },
  });
  if (owners > 0) throw new Refusal("owner-exists");
  const user = await tx.user.create({
    data: {
      id: admission.userId,
      slug: await freeUserSlug(tx, admission.email),
      email: admission.email,
      name: admission.name,
      state: "active",
      consoleRole: "owner",
    },
  });
  await touchDirectory(tx, "subject", user.slug);
  await appendAuditEvent(tx, ctx, "user.first-run", target(user), { email: user.email });
  return user;
}

async function activate(tx: Transaction, ctx: Context, userId: string): Promise<User> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, state: "invited" },
    data: { state: "active", version: { increment: 1 } },
  });
  if (count !== 1) throw new Refusal("invitation-used");
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  await touchDirectory(tx, "subject", user.slug);
  await appendAuditEvent(tx, ctx, "invitation.accept", target(user), {});
  return user;
}

/** A recovery says that what there was is lost: old passkeys, password and sessions end. */
async function recover(tx: Transaction, ctx: Context, userId: string): Promise<User> {
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  if (user.state !== "active") throw new Refusal("user-inactive");
  const passkeys = await tx.authenticator.deleteMany({ where: { userId } });
  await tx.password.deleteMany({ where: { userId } });
  const sessions = await revokeSessions(tx, { userId });
  await appendAuditEvent(tx, ctx, "user.recover", target(user), {
    passkeysRemoved: passkeys.count,
    sessionsRevoked: sessions,
  });
  return user;
}

function target(user: User): { kind: string; id: string; name: string } {
  return { kind: "user", id: user.id, name: user.name };
}
