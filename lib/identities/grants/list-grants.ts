import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { holdingNow } from "#lib/identities/users/user-summary.ts";
import { verb } from "#lib/verb.ts";
import { grants } from "./contract.ts";
import { grantInclude, grantView } from "./grant-view.ts";

export const listGrants = verb(grants.list, async (_ctx, input, tx) => {
  const text = containing(input.q ?? "");
  const filter: Prisma.RoleGrantWhereInput = {
    ...holdingNow(new Date()),
    ...(input.user ? { user: { slug: input.user } } : {}),
    ...(input.role ? { role: { slug: input.role } } : {}),
    ...(input.q ? { AND: { OR: [{ user: { name: text } }, { reason: text }] } } : {}),
  };
  // Ids are UUIDs of version 7: their order is that of creation.
  const after = decodeCursor(input.cursor, positions.id)?.[0];
  const rows = await tx.roleGrant.findMany({
    where: after ? { AND: [filter, { id: { lt: after } }] } : filter,
    include: grantInclude,
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(grantView),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.id]) : null,
    total: await tx.roleGrant.count({ where: filter }),
  };
});
