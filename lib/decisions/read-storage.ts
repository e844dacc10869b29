import type { Transaction } from "#lib/db/client.ts";
import { verb } from "#lib/verb.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { decisions } from "./contract.ts";
import { countDay, readDays, type Day } from "./read-days.ts";

const dropsShown = 10;

/** What was dropped is read where it was written down: in the audit log. */
export const readStorage = verb(decisions.storage, async (_ctx, _input, tx) => {
  const dropped = await tx.auditEvent.findMany({
    where: { action: "decision.drop" },
    orderBy: { seq: "desc" },
    take: dropsShown,
    select: { at: true, targetName: true, detail: true },
  });
  const days = (await readDays(tx)).filter(({ attached }) => attached);
  const sizes = [];
  for (const day of days) sizes.push(await sizeOf(tx, day));
  return {
    keptDays: (await readSettings(tx)).decisionRetentionDays,
    days: sizes,
    dropped: dropped.map(({ at, targetName, detail }) => ({
      at,
      what: targetName ?? "",
      decisions: decisionsOf(detail),
    })),
  };
});

/** A day that Postgres has not counted yet has few. */
async function sizeOf(tx: Transaction, day: Day) {
  const decided = day.estimate ?? (await countDay(tx, day));
  return { day: day.day, decisions: decided, bytes: day.bytes };
}

function decisionsOf(detail: unknown): number {
  const said = typeof detail === "object" && detail !== null && "decisions" in detail;
  return said && typeof detail.decisions === "number" ? detail.decisions : 0;
}
