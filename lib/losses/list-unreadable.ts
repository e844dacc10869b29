import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import { verb } from "#lib/verb.ts";
import { losses } from "./contract.ts";

/** A screenful; the whole is in the table for who needs it. */
const evidenceCharacters = 4_000;

/** Newest first, by ids that begin with their time. */
export const listUnreadable = verb(losses.unreadable, async (_ctx, input, tx) => {
  const after = decodeCursor(input.cursor, positions.id);
  const enforcers = await tx.enforcer.findMany({
    where: input.enforcer === undefined ? {} : { slug: input.enforcer },
    select: { id: true, slug: true },
  });
  const slugs = new Map(enforcers.map(({ id, slug }) => [id, slug]));
  const rows = await tx.quarantinedChunk.findMany({
    where: {
      ...(input.enforcer !== undefined && { enforcerId: { in: [...slugs.keys()] } }),
      ...(input.q !== undefined && { reason: containing(input.q) }),
      ...(after && { id: { lt: after[0] } }),
    },
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(({ id, enforcerId, at, reason, bytes }) => ({
      id,
      enforcer: slugs.get(enforcerId) ?? enforcerId,
      at,
      reason,
      evidence: Buffer.from(bytes).toString("utf8").slice(0, evidenceCharacters).toWellFormed(),
    })),
    nextCursor: rows.length > items.length && last ? encodeCursor([last.id]) : null,
    total: null,
  };
});
