import type { Metadata } from "next";
import { Upload } from "lucide-react";
import { ApiList } from "./_components/api-list.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { apis } from "#lib/apis/contract.ts";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";

export const metadata: Metadata = { title: "APIs" };

export default async function ApisPage({
  searchParams,
}: {
  readonly searchParams: Promise<SearchParams>;
}) {
  const ctx = await contextFromPage();
  const input = searchInput(apis.list.input, await searchParams);
  const initial = await listApis(ctx, input);
  return (
    <>
      <PageHeader
        title="APIs"
        subtitle="What is protected: where it is reached, how sensitive it is, and every operation it has."
        actions={
          <>
            <ButtonLink href={paths.newApi()}>Create by hand</ButtonLink>
            <ButtonLink
              href={paths.importApi()}
              variant="primary"
              icon={<Upload aria-hidden className="size-4" />}
            >
              Import OpenAPI
            </ButtonLink>
          </>
        }
      />
      <ApiList input={input} initial={initial} />
    </>
  );
}
