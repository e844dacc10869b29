import type { Metadata } from "next";
import { TokenManager } from "./_components/token-manager.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { permissions, mayRole } from "#lib/auth/console-roles.ts";
import { paths } from "#lib/client/paths.ts";
import { listApiTokens } from "#lib/identities/api-tokens/change-api-token.ts";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const ctx = await contextFromPage();
  const initial = await listApiTokens(ctx, {});
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
      <TokenManager initial={initial} scopes={scopes} scopesInAll={permissions.length} />
    </>
  );
}
