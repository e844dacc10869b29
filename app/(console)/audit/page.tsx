import type { Metadata } from "next";
import { AuditList } from "./_components/audit-list.tsx";
import { VerifyChain } from "./_components/verify-chain.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listAuditEvents } from "#lib/audit/list-audit-events.ts";
import { audit } from "#lib/audit/contract.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";

export const metadata: Metadata = { title: "Audit" };

export default async function AuditPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(audit.list.input, await searchParams);
  const initial = await listAuditEvents(ctx, input);
  return (
    <>
      <PageHeader
        title="Audit"
        subtitle="Everything anybody changed, each entry chained to the one before it by its hash."
        actions={<VerifyChain />}
      />
      <AuditList input={input} initial={initial} />
    </>
  );
}
