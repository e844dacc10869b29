import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { systemContext } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { notifyChanged } from "#lib/db/notify.ts";

/** What the authority did with a release, by itself. */
export async function auditRelease(
  tx: Transaction,
  action: string,
  number: number,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  const target = { kind: "release", id: String(number), name: `Release ${number}` };
  await appendAuditEvent(tx, systemContext("authority"), action, target, detail);
  await notifyChanged(tx, ["releases", "canaries", "audit"]);
}
