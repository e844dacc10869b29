import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { found } from "#lib/errors.ts";
import { keyset } from "#lib/keyset.ts";
import { verb } from "#lib/verb.ts";
import { roles } from "./contract.ts";
import { policiesNaming, roleInclude, roleView } from "./role-view.ts";

export const listRoles = verb(roles.list, async (_ctx, input, tx) => {
  const text = containing(input.q ?? "");
  const filter: Prisma.RoleWhereInput = input.q ? { OR: [{ name: text }, { slug: text }] } : {};
  const { after, orderBy, cursorAfter } = keyset<
    Prisma.RoleWhereInput,
    Prisma.RoleOrderByWithRelationInput
  >(input, { name: { column: "name", holds: "text" } }, "slug");
  const rows = await tx.role.findMany({
    where: after ? { AND: [filter, after] } : filter,
    include: roleInclude(new Date()),
    orderBy,
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(roleView),
    nextCursor: rows.length > input.limit && last ? cursorAfter(last) : null,
    total: await tx.role.count({ where: filter }),
  };
});

export const getRole = verb(roles.get, async (_ctx, { slug }, tx) => {
  const row = found(
    await tx.role.findUnique({ where: { slug }, include: roleInclude(new Date()) }),
    "role",
  );
  return { ...roleView(row), policies: await policiesNaming(tx, slug) };
});
