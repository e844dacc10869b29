import type { Metadata } from "next";
import { ReleaseList } from "./_components/release-list.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { releases } from "#lib/releases/contract.ts";
import { listReleases } from "#lib/releases/list-releases.ts";

export const metadata: Metadata = { title: "Releases" };

export default async function ReleasesPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(releases.list.input, await searchParams);
  const initial = await listReleases(ctx, input);
  const { items } = await listChannels(ctx, {});
  return (
    <>
      <PageHeader
        title="Releases"
        subtitle="Immutable, numbered, signed: what enforcers decide by."
        actions={
          <ButtonLink href={paths.publish()} variant="primary">
            Review and publish
          </ButtonLink>
        }
      />
      <ReleaseList input={input} initial={initial} channels={items} />
    </>
  );
}
