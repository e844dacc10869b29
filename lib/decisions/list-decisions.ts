import type { z } from "zod";
import { decodeCursor, encodeCursor, positions } from "#lib/cursor.ts";
import { containing } from "#lib/db/containing.ts";
import type { Prisma } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";
import { decisions } from "./contract.ts";
import { summaryOf } from "./summary-of.ts";

type Input = z.output<typeof decisions.list.input>;

/** Newest first by the time they were made, unless asked otherwise; the cursor is the last one's time and number. */
export const listDecisions = verb(decisions.list, async (_ctx, input, tx) => {
  const order = input.sort === "time" ? "asc" : "desc";
  const rows = await tx.decision.findMany({
    where: { AND: [matching(input), afterCursor(input)] },
    orderBy: [{ decidedAt: order }, { seq: order }],
    take: input.limit + 1,
  });
  const items = rows.slice(0, input.limit);
  const last = items.at(-1);
  return {
    items: items.map(summaryOf),
    nextCursor:
      rows.length > input.limit && last
        ? encodeCursor([last.decidedAt.getTime(), last.seq.toString()])
        : null,
    total: null,
  };
});

function matching(input: Input): Prisma.DecisionWhereInput {
  const { outcome, reason, subject, api, operation, device, ip } = input;
  const exact = Object.entries({
    outcome,
    reason,
    subject,
    api,
    operation,
    device,
    ip,
    enforcerSlug: input.enforcer,
  });
  const range = {
    ...(input.from ? { gte: new Date(input.from) } : {}),
    ...(input.to ? { lt: new Date(input.to) } : {}),
  };
  return {
    ...Object.fromEntries(exact.filter(([, value]) => value !== undefined)),
    ...(input.policy ? { policies: { has: input.policy } } : {}),
    ...(input.from || input.to ? { decidedAt: range } : {}),
    ...(input.q ? { OR: named(input.q) } : {}),
  };
}

function named(q: string): Prisma.DecisionWhereInput[] {
  const contains = containing(q);
  return [
    { subject: contains },
    { operation: contains },
    { path: contains },
    { host: contains },
    { device: contains },
    { ip: contains },
    { decisionId: q },
  ];
}

function afterCursor({ cursor, sort }: Input): Prisma.DecisionWhereInput {
  const after = decodeCursor(cursor, positions.time);
  if (!after) return {};
  const [time, seq] = after;
  const decidedAt = new Date(time);
  const beyond = sort === "time" ? "gt" : "lt";
  return {
    // Said apart from the tie, so that the index and the day's partition are found by it.
    decidedAt: { [sort === "time" ? "gte" : "lte"]: decidedAt },
    OR: [{ decidedAt: { [beyond]: decidedAt } }, { decidedAt, seq: { [beyond]: BigInt(seq) } }],
  };
}
