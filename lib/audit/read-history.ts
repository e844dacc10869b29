import { may } from "#lib/auth/may.ts";
import type { Context } from "#lib/context.ts";
import type { AuditEventView } from "./contract.ts";
import { listAuditEvents } from "./list-audit-events.ts";

/** The newest changes of one thing; null where the viewer may not read the audit log. */
export async function readHistory(
  ctx: Context,
  of: { readonly targetKind: string; readonly targetId: string },
): Promise<readonly AuditEventView[] | null> {
  if (!may(ctx.actor, "audit:read")) return null;
  return (await listAuditEvents(ctx, { ...of, limit: 50 })).items;
}
