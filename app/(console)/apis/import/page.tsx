import type { Metadata } from "next";
import { ImportForm } from "./_components/import-form.tsx";
import { OpenImports } from "./_components/open-imports.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listImports } from "#lib/apis/imports/list-imports.ts";
import { getApi } from "#lib/apis/get-api.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";

export const metadata: Metadata = { title: "Import OpenAPI" };

export default async function ImportPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly into?: string }>;
}) {
  const ctx = await contextFromPage();
  const { into } = await searchParams;
  const api = into ? await orNotFound(getApi(ctx, { slug: into })) : null;
  const recent = await listImports(ctx, { limit: 10, ...(api ? { slug: api.slug } : {}) });
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "APIs", href: paths.apis() },
          ...(api ? [{ label: api.name, href: paths.api(api.slug) }] : []),
        ]}
        title={api ? `Import into ${api.name}` : "Import OpenAPI"}
        subtitle="A description in Swagger 2.0 or OpenAPI 3, JSON or YAML. You see what it would change before anything does."
      />
      <div className="space-y-8">
        <ImportForm into={api ? { slug: api.slug, name: api.name } : null} />
        <OpenImports initial={recent} />
      </div>
    </>
  );
}
