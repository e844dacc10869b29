import type { Metadata } from "next";
import { ApiHeader } from "./_components/api-header.tsx";
import { OperationList } from "./_components/operation-list.tsx";
import { PolicyTable } from "./_components/policy-table.tsx";
import { SamplingForm } from "./_components/sampling-form.tsx";
import { SettingsForm } from "./_components/settings-form.tsx";
import { HistoryTable } from "#components/data/history-table.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { RecentDecisions } from "#components/data/recent-decisions.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { apis } from "#lib/apis/contract.ts";
import { getApi } from "#lib/apis/get-api.ts";
import { listOperations } from "#lib/apis/list-operations.ts";
import { readHistory } from "#lib/audit/read-history.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import type { Context } from "#lib/context.ts";
import { readRecent } from "#lib/decisions/read-recent.ts";
import { readSampling } from "#lib/decisions/read-sampling.ts";
import type { ApiDetail } from "#lib/apis/contract.ts";

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `${(await params).slug} · APIs` };
}

export default async function ApiPage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const { slug } = await params;
  const search = await searchParams;
  const api = await orNotFound(getApi(ctx, { slug }));
  const tab = typeof search["tab"] === "string" ? search["tab"] : "operations";
  return (
    <>
      <ApiHeader api={api} mayPublish={may(ctx.actor, "releases:publish")} />
      <TabLinks
        label="API"
        current={tab}
        tabs={[
          { value: "operations", label: "Operations", count: formatNumber(api.operations) },
          { value: "policies", label: "Policies", count: formatNumber(api.policies) },
          { value: "decisions", label: "Decisions" },
          { value: "settings", label: "Settings" },
          { value: "history", label: "History" },
        ]}
      />
      <TabContent ctx={ctx} api={api} tab={tab} search={search} />
    </>
  );
}

async function TabContent({
  ctx,
  api,
  tab,
  search,
}: {
  readonly ctx: Context;
  readonly api: ApiDetail;
  readonly tab: string;
  readonly search: SearchParams;
}) {
  const mayWrite = may(ctx.actor, "apis:write");
  if (tab === "settings")
    return (
      <>
        <SettingsForm api={api} mayWrite={mayWrite} />
        {may(ctx.actor, "decisions:read") ? (
          <SamplingForm slug={api.slug} initial={await readSampling(ctx, {})} mayWrite={mayWrite} />
        ) : null}
      </>
    );
  if (tab === "policies") return <PolicyTable api={api} />;
  if (tab === "decisions") {
    const filter = { api: api.slug };
    return <RecentDecisions filter={filter} rows={await readRecent(ctx, filter)} />;
  }
  if (tab === "history") {
    const of = { targetKind: "api", targetId: api.slug };
    return <HistoryTable of={of} events={await readHistory(ctx, of)} />;
  }
  const input = searchInput(apis.listOperations.input, { ...search, slug: api.slug });
  const initial = await listOperations(ctx, input);
  return <OperationList api={api} input={input} initial={initial} mayWrite={mayWrite} />;
}
