import type { Metadata } from "next";
import { CreateRole } from "./_components/create-role.tsx";
import { RoleList } from "./_components/role-list.tsx";
import { PeopleNavigation } from "#components/identity/people-navigation.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { roles } from "#lib/identities/roles/contract.ts";
import { listRoles } from "#lib/identities/roles/list-roles.ts";

export const metadata: Metadata = { title: "Roles" };

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function RolesPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const input = searchInput(roles.list.input, await searchParams);
  const initial = await listRoles(ctx, input);
  return (
    <>
      <PageHeader
        title="Roles"
        subtitle="What policies name. Rights inside this console are console roles, set per person."
        actions={<CreateRole mayCreate={may(ctx.actor, "people:write")} />}
      />
      <PeopleNavigation />
      <RoleList input={input} initial={initial} />
    </>
  );
}
