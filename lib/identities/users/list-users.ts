import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { keyset } from "#lib/keyset.ts";
import { verb } from "#lib/verb.ts";
import { endingSoon } from "./ending-soon.ts";
import { users } from "./contract.ts";
import { holdingNow, summaryInclude, userSummaryOf } from "./user-summary.ts";

const columns = {
  name: { column: "name", holds: "text" },
  email: { column: "email", holds: "text" },
  created: { column: "createdAt", holds: "time" },
} as const;

export const listUsers = verb(users.list, async (_ctx, input, tx) => {
  const now = new Date();
  const filter: Prisma.UserWhereInput = {
    state: input.state ?? { not: "deleted" },
    ...(input.consoleRole ? { consoleRole: input.consoleRole } : {}),
    ...(input.role ? { grants: { some: { role: { slug: input.role }, ...holdingNow(now) } } } : {}),
    AND: [
      input.roles === "soon" ? { grants: { some: endingSoon(now) } } : {},
      input.q ? { OR: matches(input.q) } : {},
    ],
  };
  const { after, orderBy, cursorAfter } = keyset<
    Prisma.UserWhereInput,
    Prisma.UserOrderByWithRelationInput
  >(input, columns, "slug");
  const rows = await tx.user.findMany({
    where: after ? { AND: [filter, after] } : filter,
    include: summaryInclude(now),
    orderBy,
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(userSummaryOf),
    nextCursor: rows.length > input.limit && last ? cursorAfter(last) : null,
    total: await tx.user.count({ where: filter }),
  };
});

function matches(q: string): Prisma.UserWhereInput[] {
  const text = containing(q);
  return [{ name: text }, { email: text }, { slug: text }];
}
