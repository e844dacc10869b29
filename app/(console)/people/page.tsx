import type { Metadata } from "next";
import { InvitePerson } from "./_components/invite-person.tsx";
import { PeopleNavigation } from "#components/identity/people-navigation.tsx";
import { PersonList } from "./_components/person-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { listRoles } from "#lib/identities/roles/list-roles.ts";
import { users } from "#lib/identities/users/contract.ts";
import { listUsers } from "#lib/identities/users/list-users.ts";

export const metadata: Metadata = { title: "People" };

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function PeoplePage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const input = searchInput(users.list.input, await searchParams);
  const [initial, roles] = await Promise.all([
    listUsers(ctx, input),
    listRoles(ctx, { limit: 200 }),
  ]);
  const roleOptions = roles.items.map((role) => ({ value: role.slug, label: role.name }));
  return (
    <>
      <PageHeader
        title="People"
        subtitle="Who calls APIs, and who looks after this console."
        actions={
          <InvitePerson
            roles={roleOptions}
            mayInvite={may(ctx.actor, "people:write")}
            mayAdminister={may(ctx.actor, "people:administer")}
          />
        }
      />
      <PeopleNavigation />
      <PersonList input={input} initial={initial} roles={roleOptions} />
    </>
  );
}
