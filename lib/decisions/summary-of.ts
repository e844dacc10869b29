import type { z } from "zod";
import type { decisionSummary } from "./contract.ts";
import type { Decision } from "#lib/db/generated/client.ts";

/** A row as lists show it; its id is the number it got when it arrived. */
export function summaryOf(row: Decision): z.input<typeof decisionSummary> {
  return {
    id: row.seq.toString(),
    decisionId: row.decisionId,
    decidedAt: row.decidedAt,
    outcome: row.outcome,
    reason: row.reason,
    subject: row.subject,
    device: row.device,
    api: row.api,
    operation: row.operation,
    method: row.method,
    host: row.host,
    path: row.path,
    ip: row.ip,
    enforcer: row.enforcerSlug,
    policies: row.policies,
    degraded: row.degraded,
  };
}
