import type { Metadata } from "next";
import { ReleaseChoice } from "./_components/release-choice.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { ReleaseDifferenceView } from "#components/data/release-difference.tsx";
import { PopulationView } from "#components/simulation/population-view.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Section } from "#components/ui/section.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { compareReleases } from "#lib/releases/compare-releases.ts";
import { listReleases } from "#lib/releases/list-releases.ts";

export const metadata: Metadata = { title: "Compare releases" };

type Props = { readonly searchParams: Promise<{ readonly from?: string; readonly to?: string }> };

/** Any two releases: what differs, in sentences and as text, and for whom. */
export default async function CompareReleasesPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const { items } = await listReleases(ctx, { limit: 200 });
  const search = await searchParams;
  const to = numberOf(search.to) ?? items[0]?.number ?? 1;
  const from = numberOf(search.from) ?? Math.max(1, to - 1);
  const difference = await orNotFound(compareReleases(ctx, { number: from, with: to }));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Releases", href: paths.releases() }]}
        title={`Release ${from} and release ${to}`}
        subtitle="What would change from the first to the second."
        actions={
          <ReleaseChoice
            from={from}
            to={to}
            releases={items.map(({ number, message }) => ({ number, message }))}
          />
        }
      />
      <div className="space-y-8">
        <Section title="What differs">
          <ReleaseDifferenceView difference={difference} />
        </Section>
        {difference.count === 0 ? null : (
          <PopulationView key={`${from} ${to}`} eager releases={{ before: from, after: to }} />
        )}
      </div>
    </>
  );
}

function numberOf(text: string | undefined): number | null {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : null;
}
