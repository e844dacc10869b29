import { apis } from "#lib/apis/contract.ts";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { keyset } from "#lib/keyset.ts";
import { readPolicies } from "#lib/policies/read-policies.ts";
import { verb } from "#lib/verb.ts";
import { apiInclude, summaryOf } from "./api-row.ts";

const columns = {
  name: { column: "name", holds: "text" },
  changed: { column: "updatedAt", holds: "time" },
} as const;

export const listApis = verb(apis.list, async (_ctx, input, tx) => {
  const filter: Prisma.ApiWhereInput = {
    ...(input.sensitivity ? { sensitivity: input.sensitivity } : {}),
    ...(input.exposure ? { exposure: input.exposure } : {}),
    AND: [modeFilter(input.mode, new Date()), search(input.q)],
  };
  const { after, orderBy, cursorAfter } = keyset<
    Prisma.ApiWhereInput,
    Prisma.ApiOrderByWithRelationInput
  >(input, columns, "slug");
  const rows = await tx.api.findMany({
    where: after ? { AND: [filter, after] } : filter,
    orderBy,
    take: input.limit + 1,
    include: apiInclude,
  });
  const policies = await readPolicies(tx);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => summaryOf(row, policies)),
    nextCursor: rows.length > input.limit && last ? cursorAfter(last) : null,
    total: await tx.api.count({ where: filter }),
  };
});

function modeFilter(mode: "enforce" | "observe" | undefined, now: Date): Prisma.ApiWhereInput {
  if (mode === undefined) return {};
  if (mode === "observe")
    return { OR: [{ observeUntil: { gt: now } }, { observation: { until: { gt: now } } }] };
  return {
    AND: [
      { OR: [{ observeUntil: null }, { observeUntil: { lte: now } }] },
      { OR: [{ observation: null }, { observation: { until: { lte: now } } }] },
    ],
  };
}

function search(q: string | undefined): Prisma.ApiWhereInput {
  if (!q) return {};
  const contains = containing(q);
  return {
    OR: [
      { slug: contains },
      { name: contains },
      { owner: contains },
      { description: contains },
      { hosts: { some: { host: contains } } },
    ],
  };
}
