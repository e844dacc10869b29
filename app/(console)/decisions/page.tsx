import type { Metadata } from "next";
import type { z } from "zod";
import { DecisionList } from "./_components/decision-list.tsx";
import { SamplingNote } from "./_components/sampling-note.tsx";
import { LossCallout } from "#components/data/loss-callout.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { decisions } from "#lib/decisions/contract.ts";
import { listDecisions } from "#lib/decisions/list-decisions.ts";
import { readSampling } from "#lib/decisions/read-sampling.ts";
import { getLosses } from "#lib/losses/get-losses.ts";

export const metadata: Metadata = { title: "Decisions" };

export default async function DecisionsPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(decisions.list.input, await searchParams);
  const about = lossFilter(input);
  const [initial, lost, sampling] = await Promise.all([
    listDecisions(ctx, input),
    getLosses(ctx, about),
    readSampling(ctx, {}),
  ]);
  return (
    <>
      <PageHeader
        title="Decisions"
        subtitle="Every request that an enforcer decided, newest first, with its reason."
        actions={
          <>
            <ButtonLink href={paths.losses()}>Lost decisions</ButtonLink>
            <ButtonLink href={paths.denials()}>Why is everything denied?</ButtonLink>
            <ButtonLink href={paths.reason()}>What the reasons mean</ButtonLink>
          </>
        }
      />
      <LossCallout filter={about} initial={lost} className="mb-4" />
      <SamplingNote of={sampling.items} input={input} />
      <DecisionList input={input} initial={initial} />
    </>
  );
}

/** The list's own time and enforcer. */
function lossFilter({ enforcer, from, to }: z.output<typeof decisions.list.input>) {
  return { ...(enforcer && { enforcer }), ...(from && { from }), ...(to && { to }) };
}
