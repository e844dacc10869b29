import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";
import { users } from "./contract.ts";
import { holdingNow, summaryInclude, userSummaryOf } from "./user-summary.ts";

export const listUsers = verb(users.list, async (_ctx, input, tx) => {
  const now = new Date();
  const filter: Prisma.UserWhereInput = {
    state: input.state ?? { not: "deleted" },
    ...(input.consoleRole ? { consoleRole: input.consoleRole } : {}),
    ...(input.role ? { grants: { some: { role: { slug: input.role }, ...holdingNow(now) } } } : {}),
    ...(input.q ? { AND: { OR: matches(input.q) } } : {}),
  };
  const after = decodeCursor(input.cursor, positions.names);
  const rows = await tx.user.findMany({
    where: after ? { AND: [filter, { OR: beyond(after[0], after[1]) }] } : filter,
    include: summaryInclude(now),
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(userSummaryOf),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.name, last.slug]) : null,
    total: await tx.user.count({ where: filter }),
  };
});

function matches(q: string): Prisma.UserWhereInput[] {
  const text = containing(q);
  return [{ name: text }, { email: text }, { slug: text }];
}

function beyond(name: string, slug: string): Prisma.UserWhereInput[] {
  return [{ name: { gt: name } }, { name, slug: { gt: slug } }];
}
