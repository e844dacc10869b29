import { canonicalJson } from "#lib/bundle/canonical-json.ts";
import type { Transaction } from "#lib/db/client.ts";
import { AppError, type Change } from "#lib/errors.ts";
import type { AuditTarget } from "./append-audit-event.ts";

/** Enough for any edit that is still open; whoever looks further back reads the audit log. */
const changesMax = 50;

/**
 * The refusal of an edit that began from an older version: the record as it is now, and who changed which of its
 * members, newest first. Whoever may edit a thing may know that; what the values were stays in the audit log.
 */
export async function staleEdit(
  tx: Transaction,
  message: string,
  { kind, id }: Pick<AuditTarget, "kind" | "id">,
  current: object,
): Promise<AppError> {
  const events = await tx.auditEvent.findMany({
    where: { targetKind: kind, targetId: id },
    orderBy: { seq: "desc" },
    take: changesMax,
    select: { at: true, actorName: true, detail: true },
  });
  const changes: readonly Change[] = events.flatMap(({ at, actorName, detail }) => {
    const members = changedMembers(detail);
    return members?.length === 0 ? [] : [{ at: at.toISOString(), by: actorName, members }];
  });
  return new AppError("stale", message, { current, changes });
}

/** Null where the event is about the whole: a policy's text. */
function changedMembers(detail: unknown): readonly string[] | null {
  const before = member(detail, "before");
  const after = member(detail, "after");
  if (typeof before === "string" || typeof after === "string") return null;
  if (!isObject(after)) return [];
  return Object.keys(after).filter(
    (name) => canonicalJson(member(before, name) ?? null) !== canonicalJson(member(after, name)),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? Reflect.get(value, name) : undefined;
}
