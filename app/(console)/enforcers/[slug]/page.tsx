import type { Metadata } from "next";
import { EnforcerDetail } from "./_components/enforcer-detail.tsx";
import { HistoryTable } from "#components/data/history-table.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { RecentDecisions } from "#components/data/recent-decisions.tsx";
import { readHistory } from "#lib/audit/read-history.ts";
import { may } from "#lib/auth/may.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { readRecent } from "#lib/decisions/read-recent.ts";
import { connectEnforcer } from "#lib/enforcers/connect-enforcer.ts";
import { getEnforcer } from "#lib/enforcers/get-enforcer.ts";
import { getLosses } from "#lib/losses/get-losses.ts";

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly tab?: string }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `${(await params).slug} · Enforcers` };
}

export default async function EnforcerPage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const { slug } = await params;
  const [initial, connection, lost] = await Promise.all([
    orNotFound(getEnforcer(ctx, { slug })),
    orNotFound(connectEnforcer(ctx, { slug })),
    may(ctx.actor, "decisions:read") ? getLosses(ctx, { enforcer: slug }) : null,
  ]);
  const { tab } = await searchParams;
  const of = { targetKind: "enforcer", targetId: slug };
  const filter = { enforcer: slug };
  return (
    <EnforcerDetail initial={initial} connection={connection} lost={lost} tab={tab}>
      {tab === "history" ? (
        <HistoryTable of={of} events={await readHistory(ctx, of)} />
      ) : tab === "decisions" ? (
        <RecentDecisions filter={filter} rows={await readRecent(ctx, filter)} />
      ) : null}
    </EnforcerDetail>
  );
}
