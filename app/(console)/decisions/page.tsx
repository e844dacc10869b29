import type { Metadata } from "next";
import { DecisionList } from "./_components/decision-list.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { decisions } from "#lib/decisions/contract.ts";
import { listDecisions } from "#lib/decisions/list-decisions.ts";

export const metadata: Metadata = { title: "Decisions" };

export default async function DecisionsPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(decisions.list.input, await searchParams);
  const initial = await listDecisions(ctx, input);
  return (
    <>
      <PageHeader
        title="Decisions"
        subtitle="Every request that an enforcer decided, newest first, with its reason."
        actions={
          <>
            <ButtonLink href={paths.denials()}>Why is everything denied?</ButtonLink>
            <ButtonLink href={paths.reason()}>What the reasons mean</ButtonLink>
          </>
        }
      />
      <DecisionList input={input} initial={initial} />
    </>
  );
}
