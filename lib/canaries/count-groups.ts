import type { Transaction } from "#lib/db/client.ts";
import { Prisma, type Canary } from "#lib/db/generated/client.ts";
import { ownFaults } from "#lib/denials/has-jumped.ts";
import type { Counts, Groups } from "./compare-groups.ts";

const beforeMs = 3_600_000;
/** What happened longer ago says little about a canary that still runs. */
const windowMsMax = 86_400_000;

export const windowStart = ({ startedAt }: Pick<Canary, "startedAt">, to: Date): Date =>
  new Date(Math.max(startedAt.getTime(), to.getTime() - windowMsMax));

const nothing: Counts = { decided: 0, denials: 0, challenges: 0, errors: 0 };

/**
 * What canary and control decided since the canary began, and what its enforcers decided in the hour before. Whose
 * decision it is comes from the credential that sent it, never from the event; of the canary's enforcers only what they
 * decided by the new release counts, or by none at all; of allows that are only counted nobody knows by which. Every
 * event is counted in the time it says it happened.
 */
export async function countGroups(tx: Transaction, canary: Canary, to: Date): Promise<Groups> {
  const { channelSlug, enforcerIds, startedAt } = canary;
  const from = windowStart(canary, to);
  const begin = new Date(startedAt.getTime() - beforeMs);
  const revisions = await revisionsOf(tx, canary);
  const counts = Prisma.sql`"channelSlug" = ${channelSlug}
    AND "decidedAt" >= ${begin} AND "decidedAt" < ${to} AND ("decidedAt" >= ${from}
    OR ("decidedAt" < ${startedAt} AND "enforcerId" = ANY(${enforcerIds}::uuid[])))`;
  const rows = await tx.$queryRaw<(Counts & { readonly part: string })[]>`
    SELECT "part", count(*)::int AS "decided",
      (count(*) FILTER (WHERE "outcome" = 'challenge'))::int AS "challenges",
      (count(*) FILTER (WHERE "outcome" = 'deny' AND NOT "reason" = ANY(${ownFaults})))::int AS "denials",
      (count(*) FILTER (WHERE "outcome" = 'deny' AND "reason" = ANY(${ownFaults})))::int AS "errors"
    FROM (
      SELECT "outcome", "reason", CASE
        WHEN NOT "enforcerId" = ANY(${enforcerIds}::uuid[]) THEN 'control'
        WHEN "decidedAt" < ${startedAt} THEN 'before'
        WHEN "policyRevision" IS NULL OR "policyRevision" = ANY(${revisions}) THEN 'canary'
        END AS "part"
      FROM (
        SELECT "outcome", "reason", "decidedAt", "enforcerId", "policyRevision"
        FROM "Decision" WHERE ${counts}
        UNION ALL
        SELECT 'allow', 'permitted', "decidedAt", "enforcerId", NULL FROM "CountedAllow" WHERE ${counts}
      ) AS "all"
    ) AS d WHERE "part" IS NOT NULL GROUP BY "part"`;
  const of = (part: string): Counts => {
    const row = rows.find((each) => each.part === part);
    if (!row) return nothing;
    const { decided, denials, challenges, errors } = row;
    return { decided, denials, challenges, errors };
  };
  return { canary: of("canary"), control: of("control"), before: of("before") };
}

/** Of the policy that the canary alone was given. */
export async function revisionsOf(tx: Transaction, canary: Canary): Promise<string[]> {
  const { channelSlug, releaseNumber } = canary;
  const rows = await tx.bundle.findMany({
    where: { channelSlug, name: "policy", releaseNumber, canary: true },
    distinct: ["epoch", "number"],
    select: { epoch: true, number: true },
  });
  return rows.map(({ epoch, number }) => `${epoch}.${number}`);
}
