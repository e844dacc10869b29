"use client";
import type { ReactNode } from "react";
import { ApiCall } from "#components/data/api-call.tsx";
import { useRead } from "#components/data/use-read.ts";
import { userStateWords } from "#components/identity/person-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TabLinks } from "#components/ui/tab-links.tsx";
import { paths } from "#lib/client/paths.ts";
import { users, type UserDetail } from "#calls/identities/users";
import { PersonActions } from "./person-actions.tsx";
import { PersonDevices } from "./person-devices.tsx";
import { PersonGrants } from "./person-grants.tsx";
import { PersonOverview } from "./person-overview.tsx";
import { PersonSignIn } from "./person-sign-in.tsx";

/** What the viewer may do here; the verbs decide, this only explains disabled buttons. */
export type Rights = {
  readonly write: boolean;
  readonly administer: boolean;
  readonly isSelf: boolean;
};

type Props = {
  readonly initial: UserDetail;
  readonly roles: readonly { readonly value: string; readonly label: string }[];
  readonly tab: string | undefined;
  readonly rights: Rights;
  /** A tab that the server has read: decisions, history. */
  readonly children: ReactNode;
};

export function PersonDetail({ initial, roles, tab, rights, children }: Props) {
  const { data: person } = useRead(users.get, { slug: initial.slug }, initial, 5_000);
  const state = userStateWords[person.state];
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "People", href: paths.people() }]}
        title={person.name}
        tools={<ApiCall read="person" input={{ slug: person.slug }} />}
        subtitle={person.email}
        status={
          <span className="flex gap-2">
            <StateBadge tone={state.tone}>{state.word}</StateBadge>
            {person.origin === "sample" ? <Badge>Sample</Badge> : null}
          </span>
        }
        actions={<PersonActions person={person} rights={rights} />}
      />
      <TabLinks
        label="Person"
        current={tab}
        tabs={[
          { value: "overview", label: "Overview" },
          { value: "roles", label: "Roles", count: String(person.grants.length) },
          { value: "sign-in", label: "Passkeys and sessions" },
          { value: "devices", label: "Devices", count: String(person.deviceList.length) },
          { value: "decisions", label: "Decisions" },
          { value: "history", label: "History" },
        ]}
      />
      {tab === "roles" ? (
        <PersonGrants person={person} roles={roles} rights={rights} />
      ) : tab === "sign-in" ? (
        <PersonSignIn person={person} rights={rights} />
      ) : tab === "devices" ? (
        <PersonDevices person={person} />
      ) : (
        (children ?? <PersonOverview person={person} />)
      )}
    </>
  );
}
