import { database, type Transaction } from "#lib/db/client.ts";
import type { Canary } from "#lib/db/generated/client.ts";
import { notify, notifyChanged } from "#lib/db/notify.ts";
import { silentMs } from "#lib/enforcers/enforcer-state.ts";
import { logError } from "#lib/log.ts";
import { asJson } from "#lib/releases/stored-content.ts";
import { readPlan } from "./canary-plan.ts";
import { countGroups, revisionsOf, windowStart } from "./count-groups.ts";
import type { Evaluation } from "./contract.ts";
import { judge } from "./judge.ts";

/** An enforcer that refuses a bundle for so long will not take it the next time. */
const refusingMs = 15_000;
/** Counting may take a twentieth of the time, however much is decided. */
const restShare = 20;

/**
 * Looks anew at every canary whose time it is, and writes down how it stands. Not in the transactions that sign: what
 * has to be counted may be much.
 */
export function createEvaluator(everyMs: number): () => Promise<void> {
  let notBefore = 0;
  return async () => {
    if (Date.now() < notBefore) return;
    const due = await database().canary.findMany({
      where: { endedAt: null, ...unseenSince(new Date(Date.now() - everyMs)) },
    });
    for (const canary of due) {
      const began = Date.now();
      // One that can't be counted in time costs itself alone; it is neither halted nor continued by itself.
      await evaluate(canary, everyMs).catch((error: unknown) =>
        logError(`the canary of release ${canary.releaseNumber} was not compared`, error),
      );
      notBefore = Date.now() + restShare * (Date.now() - began);
    }
  };
}

const unseenSince = (at: Date) => ({
  OR: [{ evaluatedAt: null }, { evaluatedAt: { lte: at } }],
});

async function evaluate(canary: Canary, everyMs: number): Promise<void> {
  const now = new Date();
  const { releaseNumber } = canary;
  // Whoever writes the time first counts; another authority finds it written.
  const { count } = await database().canary.updateMany({
    where: { releaseNumber, endedAt: null, ...unseenSince(new Date(now.getTime() - everyMs)) },
    data: { evaluatedAt: now },
  });
  if (count === 0) return;
  await database().$transaction(
    async (tx) => {
      const found = await look(tx, canary, now);
      await tx.canary.updateMany({
        where: { releaseNumber, endedAt: null },
        data: { evaluation: asJson(found) },
      });
      await notifyChanged(tx, ["releases"]);
      if (found.verdict === "worse") await notify(tx, "releases");
    },
    { timeout: 60_000 },
  );
}

/** How a canary stands now. */
export async function look(tx: Transaction, canary: Canary, now: Date): Promise<Evaluation> {
  const release = await tx.release.findUniqueOrThrow({
    where: { number: canary.releaseNumber },
    select: { canaryPlan: true },
  });
  const groups = await countGroups(tx, canary, now);
  const refusing = await findRefusing(tx, canary, now);
  const missing = await findMissing(tx, canary, now);
  const tolerate = readPlan(release.canaryPlan)?.tolerate ?? [];
  return {
    from: windowStart(canary, now),
    to: now,
    ...groups,
    refusing,
    missing: missing.length,
    ...judge(groups, { refusing, missing }, tolerate),
  };
}

async function findRefusing(
  tx: Transaction,
  { enforcerIds, startedAt }: Canary,
  now: Date,
): Promise<Evaluation["refusing"]> {
  const rows = await tx.enforcerBundle.findMany({
    where: {
      enforcerId: { in: enforcerIds },
      name: "policy",
      errorCode: { not: null },
      errorAt: { gt: startedAt, lt: new Date(now.getTime() - refusingMs) },
    },
    select: { errorMessage: true, enforcer: { select: { slug: true } } },
  });
  return rows.map(({ enforcer, errorMessage }) => ({
    enforcer: enforcer.slug,
    error: errorMessage ?? "It says no more.",
  }));
}

/** Of the canary's enforcers those that have not acknowledged it, or fell silent: what it does there can't be seen. */
async function findMissing(tx: Transaction, canary: Canary, now: Date): Promise<string[]> {
  const revisions = await revisionsOf(tx, canary);
  const rows = await tx.enforcer.findMany({
    where: {
      id: { in: canary.enforcerIds },
      revokedAt: null,
      OR: [
        { lastSeenAt: { lt: new Date(now.getTime() - silentMs) } },
        { bundles: { none: { name: "policy", activeRevision: { in: revisions } } } },
      ],
    },
    orderBy: { slug: "asc" },
    select: { slug: true },
  });
  return rows.map(({ slug }) => slug);
}
