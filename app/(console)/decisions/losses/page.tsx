import type { Metadata } from "next";
import { LossBoard } from "./_components/loss-board.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { losses } from "#lib/losses/contract.ts";
import { getLosses } from "#lib/losses/get-losses.ts";
import { listLosses } from "#lib/losses/list-losses.ts";

export const metadata: Metadata = { title: "Lost decisions" };

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function LossesPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const params = await searchParams;
  const sums = searchInput(losses.get.input, params);
  const input = searchInput(losses.list.input, params);
  const [total, list] = await Promise.all([getLosses(ctx, sums), listLosses(ctx, input)]);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Decisions", href: paths.decisions() }]}
        title="Lost decisions"
        subtitle="What enforcers decided and could not report, as they counted it themselves, and what arrived and could not be read."
        actions={<ButtonLink href={paths.unreadable()}>What could not be read</ButtonLink>}
      />
      <LossBoard sums={sums} input={input} total={total} list={list} />
    </>
  );
}
