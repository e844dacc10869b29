import type { Metadata } from "next";
import { Plus } from "lucide-react";
import { PolicyList } from "./_components/policy-list.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { policies } from "#lib/policies/contract.ts";
import { listPolicies } from "#lib/policies/list-policies.ts";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(policies.list.input, await searchParams);
  const initial = await listPolicies(ctx, input);
  return (
    <>
      <PageHeader
        title="Policies"
        subtitle="Who may do what, and under which conditions. What no policy permits is denied."
        actions={
          <>
            <ButtonLink href={paths.access()}>Who can call what</ButtonLink>
            <ButtonLink
              href={paths.newPolicy()}
              variant="primary"
              icon={<Plus aria-hidden className="size-4" />}
            >
              New policy
            </ButtonLink>
          </>
        }
      />
      <PolicyList input={input} initial={initial} />
    </>
  );
}
