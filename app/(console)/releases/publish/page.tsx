import type { Metadata } from "next";
import { PublishForm } from "./_components/publish-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { planRelease } from "#lib/releases/plan-release.ts";

export const metadata: Metadata = { title: "Publish" };

type Props = { readonly searchParams: Promise<{ readonly rollbackTo?: string }> };

export default async function PublishPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const rollbackTo = Number((await searchParams).rollbackTo);
  const target = Number.isInteger(rollbackTo) && rollbackTo > 0 ? { rollbackTo } : {};
  const plan = await planRelease(ctx, target);
  const title = "rollbackTo" in target ? `Roll back to release ${target.rollbackTo}` : "Publish";
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Releases", href: paths.releases() }]}
        title={title}
        subtitle={`Release ${plan.number}${plan.baseNumber === null ? "" : `, against release ${plan.baseNumber}`}. Enforcers follow within a second of its signature.`}
      />
      <PublishForm plan={plan} rollbackTo={"rollbackTo" in target ? target.rollbackTo : null} />
    </>
  );
}
