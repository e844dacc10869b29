import type { Metadata } from "next";
import { NewApiForm } from "./_components/new-api-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";

export const metadata: Metadata = { title: "Create an API" };

export default async function NewApiPage() {
  await contextFromPage();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "APIs", href: paths.apis() }]}
        title="Create an API"
        subtitle="Without a description: operations are added by hand, or imported later."
      />
      <NewApiForm />
    </>
  );
}
