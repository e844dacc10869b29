import type { Metadata } from "next";
import { PersonDetail } from "./_components/person-detail.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { HistoryTable } from "#components/data/history-table.tsx";
import { RecentDecisions } from "#components/data/recent-decisions.tsx";
import { readHistory } from "#lib/audit/read-history.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { readRecent } from "#lib/decisions/read-recent.ts";
import { listRoles } from "#lib/identities/roles/list-roles.ts";
import { getUser } from "#lib/identities/users/get-user.ts";

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly tab?: string }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `${(await params).slug} · People` };
}

export default async function PersonPage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const { slug } = await params;
  const { tab } = await searchParams;
  const person = await orNotFound(getUser(ctx, { slug }));
  const roles = await listRoles(ctx, { limit: 200 });
  const of = { targetKind: "user", targetId: person.id };
  const filter = { subject: person.slug };
  return (
    <PersonDetail
      initial={person}
      roles={roles.items.map((role) => ({ value: role.slug, label: role.name }))}
      tab={tab}
      rights={{
        write: may(ctx.actor, "people:write"),
        administer: may(ctx.actor, "people:administer"),
        isSelf: ctx.actor.kind === "user" && ctx.actor.userId === person.id,
      }}
    >
      {tab === "history" ? (
        <HistoryTable of={of} events={await readHistory(ctx, of)} />
      ) : tab === "decisions" ? (
        <RecentDecisions filter={filter} rows={await readRecent(ctx, filter)} />
      ) : null}
    </PersonDetail>
  );
}
