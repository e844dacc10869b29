import { verb } from "#lib/verb.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { decisions } from "./contract.ts";
import { countDay, readDays } from "./read-days.ts";

const dropsShown = 10;

type Size = { readonly kept: number; readonly counted: number; readonly bytes: number };

/** A day that Postgres has not counted yet has few. What was dropped is read where it was written down: in the audit log. */
export const readStorage = verb(decisions.storage, async (_ctx, _input, tx) => {
  const dropped = await tx.auditEvent.findMany({
    where: { action: "decision.drop" },
    orderBy: { seq: "desc" },
    take: dropsShown,
    select: { at: true, targetName: true, detail: true },
  });
  const days = (await readDays(tx)).filter(({ attached }) => attached);
  const sizes = new Map<string, Size>();
  for (const day of days) {
    const { kept, counted, bytes } = sizes.get(day.day) ?? { kept: 0, counted: 0, bytes: 0 };
    const more = day.estimate ?? (await countDay(tx, day));
    sizes.set(day.day, {
      kept: kept + (day.of === "Decision" ? more : 0),
      counted: counted + (day.of === "Decision" ? 0 : more),
      bytes: bytes + day.bytes,
    });
  }
  return {
    keptDays: (await readSettings(tx)).decisionRetentionDays,
    days: [...sizes].map(([day, { kept, ...size }]) => ({ day, decisions: kept, ...size })),
    dropped: dropped.map(({ at, targetName, detail }) => ({
      at,
      what: targetName ?? "",
      decisions: decisionsOf(detail),
    })),
  };
});

function decisionsOf(detail: unknown): number {
  const said = typeof detail === "object" && detail !== null && "decisions" in detail;
  return said && typeof detail.decisions === "number" ? detail.decisions : 0;
}
