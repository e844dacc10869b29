import type { ConsoleRole } from "#lib/auth/console-roles.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { User } from "#lib/db/generated/client.ts";
import { AppError, found } from "#lib/errors.ts";

/** The user behind a person or their API token; null for the system. */
export function actingUserId(ctx: Context): string | null {
  return ctx.actor.kind === "user" || ctx.actor.kind === "api-token" ? ctx.actor.userId : null;
}

/**
 * A person's row for a change, locked until the transaction ends. Changes to people take turns under one lock, so
 * that two owners who remove each other at once are judged one after the other, each with what the first left
 * behind; the actor is looked at again for the same reason.
 */
export async function lockUser(tx: Transaction, ctx: Context, slug: string): Promise<User> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205760)`;
  const user = found(
    await tx.user.findFirst({ where: { slug, state: { not: "deleted" } } }),
    "person",
  );
  const actorId = actingUserId(ctx);
  if (actorId === null) return user;
  const actor = await tx.user.findUnique({ where: { id: actorId } });
  if (actor?.state !== "active") throw new AppError("forbidden", "Your account is not active.");
  if (user.consoleRole === "owner" && actor.consoleRole !== "owner")
    throw new AppError("forbidden", "Only owners may change owners.");
  return user;
}

/** Nobody suspends, erases or promotes themselves: that takes a second person. */
export function refuseSelf(ctx: Context, user: User, what: string): void {
  if (actingUserId(ctx) === user.id)
    throw new AppError("forbidden", `You can't ${what} yourself. Ask another administrator.`);
}

/** Before an owner stops being one. Sample and system accounts don't count: nobody signs in as them. */
export async function refuseLastOwner(tx: Transaction, user: User): Promise<void> {
  if (user.consoleRole !== "owner" || user.state !== "active") return;
  const others = await tx.user.count({
    where: {
      consoleRole: "owner",
      state: "active",
      origin: { notIn: ["sample", "system"] },
      id: { not: user.id },
    },
  });
  if (others === 0)
    throw new AppError("conflict", "This is the last owner. Make somebody else an owner first.", {
      reason: "last-owner",
    });
}

/** Console roles are given by people, never by themselves to themselves, and ownership only by owners. */
export function refuseRoleChange(ctx: Context, userId: string | null, to: ConsoleRole): void {
  const { actor } = ctx;
  if (actor.kind === "system") return;
  if (actor.kind !== "user")
    throw new AppError("forbidden", "Console roles are given by a person with a passkey.");
  if (actor.userId === userId)
    throw new AppError("forbidden", "You can't change your own console role.");
  if (actor.consoleRole !== "owner" && actor.consoleRole !== "administrator")
    throw new AppError("forbidden", "This needs the permission people:administer.");
  if (to === "owner" && actor.consoleRole !== "owner")
    throw new AppError("forbidden", "Only owners make owners.");
}
