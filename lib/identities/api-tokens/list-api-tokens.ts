import { may } from "#lib/auth/may.ts";
import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { selfOf } from "#lib/identities/me/self.ts";
import { verb } from "#lib/verb.ts";
import { apiTokenView, tokenInclude } from "./api-token-view.ts";
import { apiTokens } from "./contract.ts";

/** Newest first: ids are UUIDs of version 7. */
export const listApiTokens = verb(apiTokens.list, async (ctx, input, tx) => {
  const everybody = may(ctx.actor, "people:administer");
  const text = containing(input.q ?? "");
  const filter: Prisma.ApiTokenWhereInput = {
    ...(everybody ? {} : { ownerId: selfOf(ctx).userId }),
    AND: [
      stateFilter(input.state, new Date()),
      input.q ? { OR: [{ name: text }, { prefix: text }, { owner: { name: text } }] } : {},
    ],
  };
  const after = decodeCursor(input.cursor, positions.id)?.[0];
  const rows = await tx.apiToken.findMany({
    where: after ? { AND: [filter, { id: { lt: after } }] } : filter,
    include: tokenInclude,
    orderBy: { id: "desc" },
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(apiTokenView),
    nextCursor: rows.length > input.limit && last ? encodeCursor([last.id]) : null,
    total: await tx.apiToken.count({ where: filter }),
  };
});

function stateFilter(state: "valid" | "ended" | undefined, now: Date): Prisma.ApiTokenWhereInput {
  if (state === "valid") return { revokedAt: null, expiresAt: { gt: now } };
  if (state !== "ended") return {};
  return { OR: [{ revokedAt: { not: null } }, { expiresAt: { lte: now } }] };
}
