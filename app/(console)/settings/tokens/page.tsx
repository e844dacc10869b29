import type { Metadata } from "next";
import { TokenManager } from "./_components/token-manager.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { permissions, mayRole } from "#lib/auth/console-roles.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { paths } from "#lib/client/paths.ts";
import { apiTokens } from "#lib/identities/api-tokens/contract.ts";
import { listApiTokens } from "#lib/identities/api-tokens/list-api-tokens.ts";

export const metadata: Metadata = { title: "API tokens" };

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function TokensPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const input = searchInput(apiTokens.list.input, await searchParams);
  const initial = await listApiTokens(ctx, input);
  const { actor } = ctx;
  const scopes =
    actor.kind === "user" ? permissions.filter((each) => mayRole(actor.consoleRole, each)) : [];
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Settings", href: paths.settings() }]}
        title="API tokens"
        subtitle="For programs that drive this console through its REST API. A token never has more rights than its owner has now."
      />
      <TokenManager
        input={input}
        initial={initial}
        scopes={scopes}
        scopesInAll={permissions.length}
      />
    </>
  );
}
