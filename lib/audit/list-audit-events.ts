import type { z } from "zod";
import { audit } from "./contract.ts";
import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";

/** Newest first unless asked otherwise, by substring of who, what and on what; cursor is the last `seq` seen. */
export const listAuditEvents = verb(audit.list, async (_ctx, input, tx) => {
  const where = whereOf(input);
  const after = decodeCursor(input.cursor, positions.seq)?.[0];
  const [beyond, order] =
    input.sort === "seq" ? (["gt", "asc"] as const) : (["lt", "desc"] as const);
  const rows = await tx.auditEvent.findMany({
    where: after === undefined ? where : { AND: [where, { seq: { [beyond]: BigInt(after) } }] },
    orderBy: { seq: order },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({ ...row, seq: row.seq.toString(), detail: asDetail(row.detail) })),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.seq.toString()]) : null,
    total: null,
  };
});

function whereOf(input: z.output<typeof audit.list.input>): Prisma.AuditEventWhereInput {
  return {
    ...(input.action ? { action: { startsWith: input.action } } : {}),
    ...(input.actor ? { actorId: input.actor } : {}),
    ...(input.targetKind ? { targetKind: input.targetKind } : {}),
    ...(input.targetId ? { targetId: input.targetId } : {}),
    ...(input.q ? { OR: matching(input.q) } : {}),
  };
}

function matching(q: string): Prisma.AuditEventWhereInput[] {
  const contains = containing(q);
  return [
    { actorName: contains },
    { action: contains },
    { targetName: contains },
    { targetId: contains },
  ];
}

function asDetail(value: Prisma.JsonValue): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
