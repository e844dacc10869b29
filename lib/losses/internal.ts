import { Prisma } from "#lib/db/generated/client.ts";

const dayMs = 86_400_000;

type Asked = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly enforcer?: string | undefined;
  /** A part of an enforcer's name. */
  readonly q?: string | undefined;
};

export function windowOf({ from, to }: Asked): { readonly from: Date; readonly to: Date } {
  const end = to === undefined ? new Date() : new Date(to);
  return { from: from === undefined ? new Date(end.getTime() - dayMs) : new Date(from), to: end };
}

/** What enforcers reported as lost, and what came and could not be read, in one shape. */
export function lossesIn(asked: Asked): Prisma.Sql {
  const { from, to } = windowOf(asked);
  const one =
    asked.enforcer === undefined ? Prisma.empty : Prisma.sql`AND e."slug" = ${asked.enforcer}`;
  const some =
    asked.q === undefined ? Prisma.empty : Prisma.sql`AND strpos(e."slug", ${asked.q}) > 0`;
  return Prisma.sql`(
    SELECT e."slug" AS "enforcer", l."cause", l."count"::bigint AS "count", l."at"
    FROM "LogLoss" l JOIN "Enforcer" e ON e."id" = l."enforcerId"
    WHERE l."at" >= ${from} AND l."at" <= ${to} ${one} ${some}
    UNION ALL
    SELECT e."slug", 'unreadable', 1, q."at"
    FROM "QuarantinedChunk" q JOIN "Enforcer" e ON e."id" = q."enforcerId"
    WHERE q."at" >= ${from} AND q."at" <= ${to} ${one} ${some}
  ) AS "loss"`;
}
