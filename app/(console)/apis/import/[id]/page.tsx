import type { Metadata } from "next";
import { ImportBoard } from "./_components/import-board.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getImport } from "#lib/apis/imports/get-import.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";

export const metadata: Metadata = { title: "Import" };

export default async function ImportedPage({
  params,
}: {
  readonly params: Promise<{ readonly id: string }>;
}) {
  const ctx = await contextFromPage();
  const initial = await orNotFound(getImport(ctx, { id: (await params).id }));
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "APIs", href: paths.apis() },
          {
            label: "Import",
            href: paths.importApi(initial.isNew ? undefined : initial.slug),
          },
        ]}
        title={initial.fileName}
        subtitle={
          initial.isNew ? `Makes the API ${initial.name}.` : `Goes into the API ${initial.slug}.`
        }
      />
      <ImportBoard initial={initial} />
    </>
  );
}
