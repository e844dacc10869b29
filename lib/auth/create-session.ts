import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Verification } from "#lib/auth/verification.ts";
import { sessionLimits } from "#lib/auth/session-limits.ts";

/** A new session row. Every sign-in makes one, so an id that was planted before is worth nothing (no fixation). */
export async function createSession(
  tx: Transaction,
  ctx: Context,
  userId: string,
  verification: Verification,
  now: Date = new Date(),
): Promise<string> {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const session = await tx.session.create({
    data: {
      userId,
      authTime: now,
      amr: [...verification.amr],
      acr: verification.acr,
      ip: ctx.ip,
      agent: ctx.userAgent,
      lastSeenAt: now,
      idleUntil: after(sessionLimits.idleSeconds),
      absoluteUntil: after(sessionLimits.absoluteSeconds),
    },
  });
  return session.id;
}
