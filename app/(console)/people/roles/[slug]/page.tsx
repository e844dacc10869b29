import type { Metadata } from "next";
import { RoleDetail } from "./_components/role-detail.tsx";
import { HistoryTable } from "#components/data/history-table.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { readHistory } from "#lib/audit/read-history.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { listGrants } from "#lib/identities/grants/list-grants.ts";
import { getRole } from "#lib/identities/roles/list-roles.ts";

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly tab?: string }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `${(await params).slug} · Roles` };
}

export default async function RolePage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const { slug } = await params;
  const { tab } = await searchParams;
  const role = await orNotFound(getRole(ctx, { slug }));
  const holders = await listGrants(ctx, { role: slug, limit: 200 });
  const of = { targetKind: "role", targetId: slug };
  return (
    <RoleDetail
      initial={role}
      holders={holders}
      tab={tab}
      mayWrite={may(ctx.actor, "people:write")}
    >
      {tab === "history" ? <HistoryTable of={of} events={await readHistory(ctx, of)} /> : null}
    </RoleDetail>
  );
}
