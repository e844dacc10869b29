import { listAuditEvents } from "./list-audit-events.ts";
import { verifyAuditLog } from "./verify-audit-log.ts";

export const auditVerbs = [listAuditEvents, verifyAuditLog];
