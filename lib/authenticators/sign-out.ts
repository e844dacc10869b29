import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { isUuid } from "#lib/auth/session-cookie.ts";
import { revokeSessions } from "#lib/auth/revoke-sessions.ts";
import type { Context } from "#lib/context.ts";
import { database } from "#lib/db/client.ts";

/** Ends the session itself, not only the browser's memory of it: a copied cookie is worth nothing afterwards. */
export async function signOut(ctx: Context, sessionId: string): Promise<void> {
  if (!isUuid(sessionId)) return;
  await database().$transaction(async (tx) => {
    const count = await revokeSessions(tx, { id: sessionId });
    if (count === 0) return;
    const session = await tx.session.findUniqueOrThrow({
      where: { id: sessionId },
      include: { user: true },
    });
    const { user } = session;
    await appendAuditEvent(
      tx,
      ctx,
      "session.sign-out",
      { kind: "user", id: user.id, name: user.name },
      { session: sessionId },
    );
  });
}
