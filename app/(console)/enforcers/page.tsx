import type { Metadata } from "next";
import { Plus } from "lucide-react";
import { EnforcerList } from "./_components/enforcer-list.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { enforcers } from "#lib/enforcers/contract.ts";
import { listEnforcers } from "#lib/enforcers/list-enforcers.ts";

export const metadata: Metadata = { title: "Enforcers" };

export default async function EnforcersPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(enforcers.list.input, await searchParams);
  const initial = await listEnforcers(ctx, input);
  const { items } = await listChannels(ctx, {});
  return (
    <>
      <PageHeader
        title="Enforcers"
        subtitle="What decides requests beside your gateways, and which revision each has in force."
        actions={
          <ButtonLink
            href={paths.newEnforcer()}
            variant="primary"
            icon={<Plus aria-hidden className="size-4" />}
          >
            Connect an enforcer
          </ButtonLink>
        }
      />
      <EnforcerList input={input} initial={initial} channels={items} />
    </>
  );
}
