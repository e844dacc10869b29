import type { Actor } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";
import { sessionLimits } from "#lib/auth/session-limits.ts";

/** The signed-in person behind a session id, or null: the row decides, never the cookie. Moves the idle limit. */
export async function resolveSession(
  sessionId: string,
  now: Date = new Date(),
): Promise<Extract<Actor, { kind: "user" }> | null> {
  const session = await database().session.findUnique({
    where: { id: sessionId },
    include: { user: true },
  });
  if (!session || session.revokedAt !== null) return null;
  if (session.idleUntil <= now || session.absoluteUntil <= now) return null;
  if (session.user.state !== "active") return null;
  if (now.getTime() - session.lastSeenAt.getTime() > sessionLimits.touchSeconds * 1000)
    await touch(sessionId, session.absoluteUntil, now);
  return {
    kind: "user",
    userId: session.userId,
    slug: session.user.slug,
    name: session.user.name,
    consoleRole: session.user.consoleRole,
    sessionId,
    authTime: session.authTime,
    amr: session.amr,
    acr: session.acr,
  };
}

/** Conditions again in the update: a session revoked meanwhile stays revoked. */
async function touch(id: string, absoluteUntil: Date, now: Date): Promise<void> {
  const idle = now.getTime() + sessionLimits.idleSeconds * 1000;
  await database().session.updateMany({
    where: { id, revokedAt: null, idleUntil: { gt: now } },
    data: { lastSeenAt: now, idleUntil: new Date(Math.min(idle, absoluteUntil.getTime())) },
  });
}
