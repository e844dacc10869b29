import { demand, may } from "#lib/auth/may.ts";
import type { Context } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { SavedView as Row } from "#lib/db/generated/client.ts";
import { AppError, found } from "#lib/errors.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { verb } from "#lib/verb.ts";
import { keptLists, views, type KeptList, type SavedView } from "./contract.ts";

const viewsMax = 100;

export const listViews = verb(views.list, async (ctx, _input, tx) => {
  const { userId } = selfOf(ctx);
  const rows = await tx.savedView.findMany({
    where: { OR: [{ ownerId: userId }, { shared: true }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 1_000,
  });
  // Views of lists that are no more are kept, and not shown.
  return { items: rows.flatMap((row) => viewOf(row, userId) ?? []) };
});

export const createView = verb(views.create, async (ctx, input, tx) => {
  const { userId } = selfOf(ctx);
  if (input.shared) demand(ctx.actor, "settings:write");
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
  if ((await tx.savedView.count({ where: { ownerId: userId } })) >= viewsMax)
    throw new AppError("conflict", `${viewsMax} views at most. Delete one that you no longer use.`);
  await refuseTwice(tx, userId, input.list, input.name);
  const row = await tx.savedView.create({ data: { ...input, ownerId: userId } });
  return {
    result: shown(row, userId),
    audit: { target: targetOf(row), detail: { ...input } },
  };
});

export const updateView = verb(views.update, async (ctx, { id, ...changes }, tx) => {
  const { userId } = selfOf(ctx);
  const before = await changeable(tx, ctx, id);
  if (changes.shared !== undefined) demand(ctx.actor, "settings:write");
  if (changes.name !== undefined && changes.name !== before.name)
    await refuseTwice(tx, before.ownerId, before.list, changes.name);
  const row = await tx.savedView.update({
    where: { id },
    data: {
      name: changes.name ?? before.name,
      query: changes.query ?? before.query,
      shared: changes.shared ?? before.shared,
    },
  });
  return {
    result: shown(row, userId),
    audit: { target: targetOf(row), detail: { ...changes } },
  };
});

export const removeView = verb(views.remove, async (ctx, { id }, tx) => {
  const row = await changeable(tx, ctx, id);
  await tx.savedView.delete({ where: { id } });
  return {
    result: { id },
    audit: { target: targetOf(row), detail: { list: row.list, query: row.query } },
  };
});

/** Somebody else's own view does not exist for others. */
async function changeable(tx: Transaction, ctx: Context, id: string): Promise<Row> {
  await tx.$queryRaw`SELECT 1 FROM "SavedView" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.savedView.findUnique({ where: { id } });
  const mine = row?.ownerId === selfOf(ctx).userId;
  if (row?.shared && !mine) demand(ctx.actor, "settings:write");
  return found(
    row && (mine || (row.shared && may(ctx.actor, "settings:write"))) ? row : null,
    "view",
  );
}

async function refuseTwice(
  tx: Transaction,
  ownerId: string,
  list: string,
  name: string,
): Promise<void> {
  if ((await tx.savedView.count({ where: { ownerId, list, name } })) > 0)
    throw new AppError("conflict", `There is a view “${name}” of this list already.`, {
      errors: [{ path: "name", message: "is taken" }],
    });
}

function viewOf(row: Row, userId: string): SavedView | null {
  const list = keptLists.find((each): each is KeptList => each === row.list);
  if (!list) return null;
  const { id, name, query, shared } = row;
  return { id, list, name, query, shared, mine: row.ownerId === userId };
}

function shown(row: Row, userId: string): SavedView {
  return found(viewOf(row, userId), "view");
}

function targetOf({ id, name }: Row) {
  return { kind: "view", id, name };
}
