import type { Metadata } from "next";
import { NewPolicy } from "./_components/new-policy.tsx";
import { TemplateGallery } from "./_components/template-gallery.tsx";
import { templates } from "./_components/templates.ts";
import { orNotFound } from "#components/data/or-not-found.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import type { Context } from "#lib/context.ts";
import { getPolicy } from "#lib/policies/get-policy.ts";
import { editSource } from "#lib/policies/source/edit-source.ts";

export const metadata: Metadata = { title: "New policy" };

type Search = { readonly api?: string; readonly start?: string; readonly copy?: string };

export default async function NewPolicyPage({
  searchParams,
}: {
  readonly searchParams: Promise<Search>;
}) {
  const ctx = await contextFromPage();
  const search = await searchParams;
  const begun = await beginning(ctx, search);
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "Policies", href: paths.policies() },
          ...(begun === null
            ? []
            : [{ label: "Begin with", href: paths.newPolicy(about(search)) }]),
        ]}
        title={search.copy ? `Copy of ${search.copy}` : "New policy"}
        subtitle={
          begun === null
            ? "Begin with what is nearest; all of it can be changed."
            : "It takes effect with the next release."
        }
        actions={
          begun === null ? (
            <ButtonLink href={paths.newPolicy({ ...about(search), start: "nothing" })}>
              Begin with nothing
            </ButtonLink>
          ) : null
        }
      />
      {begun === null ? (
        <TemplateGallery api={search.api ?? null} />
      ) : (
        <NewPolicy key={begun} begun={begun} />
      )}
    </>
  );
}

function about({ api }: Search) {
  return api === undefined ? {} : { api };
}

/** Null until something to begin with is chosen. */
async function beginning(ctx: Context, { api, start, copy }: Search): Promise<string | null> {
  if (copy !== undefined) {
    const { source } = await orNotFound(getPolicy(ctx, { name: copy }));
    return editSource(source, ["name"], `${copy.slice(0, 58)}-copy`);
  }
  if (start === undefined) return null;
  const subject = api ?? (await listApis(ctx, { limit: 1 })).items[0]?.slug ?? "my-api";
  const found = templates.find(({ key }) => key === start);
  return found ? found.source(subject) : "name: \neffect: permit\n";
}
