import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { keyset } from "#lib/keyset.ts";
import { policies } from "#lib/policies/contract.ts";
import { verb } from "#lib/verb.ts";
import { countTargets } from "./judge-policy.ts";
import { policySummaryOf } from "./policy-row.ts";
import { asPolicyDocument } from "./read-policies.ts";
import { readTargets } from "./read-targets.ts";

export const listPolicies = verb(policies.list, async (_ctx, input, tx) => {
  const contains = containing(input.q ?? "");
  const where: Prisma.PolicyWhereInput = {
    ...(input.effect ? { effect: input.effect } : {}),
    ...(input.mode ? { mode: input.mode } : {}),
    AND: [
      input.q ? { OR: [{ name: contains }, { source: contains }] } : {},
      input.api
        ? {
            OR: [
              { document: { path: ["resources", "apis"], equals: "all" } },
              { document: { path: ["resources", "apis"], array_contains: [input.api] } },
            ],
          }
        : {},
    ],
  };
  const { after, orderBy, cursorAfter } = keyset<
    Prisma.PolicyWhereInput,
    Prisma.PolicyOrderByWithRelationInput
  >(input, { changed: { column: "updatedAt", holds: "time" } }, "name");
  const rows = await tx.policy.findMany({
    where: after ? { AND: [where, after] } : where,
    orderBy,
    take: input.limit + 1,
    omit: { source: true },
  });
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  const apis = await readTargets(tx);
  return {
    items: page.map((row) =>
      policySummaryOf(row, countTargets(asPolicyDocument(row.document), apis).operations),
    ),
    nextCursor: rows.length > input.limit && last ? cursorAfter(last) : null,
    total: await tx.policy.count({ where }),
  };
});
