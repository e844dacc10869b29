import type { Metadata } from "next";
import { NewPolicy } from "./_components/new-policy.tsx";
import { choicesOf } from "#components/policy/choices-of.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listApis } from "#lib/apis/list-apis.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { listRoles } from "#lib/identities/roles/list-roles.ts";
import { listUsers } from "#lib/identities/users/list-users.ts";

export const metadata: Metadata = { title: "New policy" };

export default async function NewPolicyPage({
  searchParams,
}: {
  readonly searchParams: Promise<{ readonly api?: string }>;
}) {
  const ctx = await contextFromPage();
  const page = { limit: 200 };
  const [apis, roles, users] = await Promise.all([
    listApis(ctx, page),
    listRoles(ctx, page),
    listUsers(ctx, page),
  ]);
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Policies", href: paths.policies() }]}
        title="New policy"
        subtitle="It takes effect with the next release."
      />
      <NewPolicy api={(await searchParams).api ?? null} choices={choicesOf(apis, roles, users)} />
    </>
  );
}
