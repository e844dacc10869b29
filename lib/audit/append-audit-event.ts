import { createHash } from "node:crypto";
import { canonicalJson } from "#lib/bundle/canonical-json.ts";
import type { Actor, Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { Prisma } from "#lib/db/generated/client.ts";

/** What an event is about; `id` stays when the thing is gone, `name` is as it was. */
export type AuditTarget = { readonly kind: string; readonly id: string; readonly name: string };

export type AuditRecord = {
  readonly seq: bigint;
  readonly at: Date;
  readonly prevHash: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly targetKind: string | null;
  readonly targetId: string | null;
  readonly targetName: string | null;
  readonly detail: unknown;
  readonly requestId: string;
  readonly ip: string | null;
};

/** Before the first event. */
export const genesisHash = "0".repeat(64);

/** SHA-256 (hex) over the canonical JSON of everything in the record, the previous hash included. */
export function auditHash(record: AuditRecord): string {
  const body = { ...record, seq: record.seq.toString(), at: record.at.toISOString() };
  return createHash("sha256").update(canonicalJson(body)).digest("hex");
}

/**
 * Appends one event to the chain, in the transaction of what it records. The advisory lock is held until that
 * transaction ends: events get their place in commit order, and a chain with a gap can only mean tampering.
 */
export async function appendAuditEvent(
  tx: Transaction,
  ctx: Context,
  action: string,
  target: AuditTarget,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205759)`;
  const last = await tx.auditHead.findUnique({ where: { id: 1 } });
  const actor = actorOf(ctx.actor);
  const record: AuditRecord = {
    seq: (last?.seq ?? 0n) + 1n,
    at: new Date(),
    prevHash: last?.hash ?? genesisHash,
    ...actor,
    action,
    targetKind: target.kind,
    targetId: target.id,
    targetName: target.name,
    detail: plainJson(detail),
    requestId: ctx.requestId,
    ip: ctx.ip,
  };
  const hash = auditHash(record);
  await tx.auditEvent.create({ data: { ...record, detail: asInputJson(record.detail), hash } });
  const head = { seq: record.seq, hash };
  await tx.auditHead.upsert({ where: { id: 1 }, create: { id: 1, ...head }, update: head });
}

function actorOf(actor: Actor): Pick<AuditRecord, "actorKind" | "actorId" | "actorName"> {
  switch (actor.kind) {
    case "user":
      return { actorKind: "user", actorId: actor.userId, actorName: actor.name };
    case "api-token":
      return {
        actorKind: "api-token",
        actorId: actor.userId,
        actorName: `${actor.name} (token ${actor.tokenName})`,
      };
    case "enforcer":
      return { actorKind: "enforcer", actorId: actor.enforcerId, actorName: actor.name };
    case "system":
      return { actorKind: "system", actorId: null, actorName: actor.name };
    case "anonymous":
      return { actorKind: "anonymous", actorId: null, actorName: "anonymous" };
  }
}

/** Dates to text, undefined dropped: what Postgres will give back is what was hashed. */
function plainJson(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === "bigint" ? member.toString() : member,
    ),
  ) as unknown;
}

/** Guaranteed by `plainJson`: nothing but JSON. */
function asInputJson(value: unknown): Prisma.InputJsonValue {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing but JSON
  return value as Prisma.InputJsonValue;
}
