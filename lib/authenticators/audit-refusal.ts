import { appendAuditEvent, type AuditTarget } from "#lib/audit/append-audit-event.ts";
import { overLimit } from "#lib/auth/throttle.ts";
import type { Context } from "#lib/context.ts";
import { databaseBeside } from "#lib/db/client.ts";
import { Refusal } from "./refusal.ts";

/** Strangers can fail as often as they like; the chain takes this many of their failures, counted per address. */
const recorded = { max: 60, windowSeconds: 300 };

/** Runs a ceremony; a refusal is written to the audit log (kind and reason code, nothing secret) before it goes on. */
export async function auditRefusals<T>(
  ctx: Context,
  action: string,
  about: () => AuditTarget | null,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal && !(await overLimit(`audit:${ctx.ip ?? "unknown"}`, recorded)))
      await databaseBeside().$transaction((tx) =>
        appendAuditEvent(tx, ctx, action, about() ?? { kind: "session", id: "", name: "" }, {
          reason: error.reason,
          agent: ctx.userAgent,
        }),
      );
    throw error;
  }
}
