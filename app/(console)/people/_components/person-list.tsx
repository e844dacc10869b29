"use client";
import { SearchX } from "lucide-react";
import type { z } from "zod";
import { personActions } from "./person-actions.ts";
import { useRead } from "#components/data/use-read.ts";
import {
  consoleRoleOptions,
  consoleRoleWords,
  userStateWords,
} from "#components/identity/person-words.ts";
import { useViewer } from "#components/data/viewer-context.tsx";
import { ListView } from "#components/list/list-view.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import type { MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { paths } from "#lib/client/paths.ts";
import { users, type UserSummary } from "#calls/identities/users";

type Props = {
  readonly input: z.output<typeof users.list.input>;
  readonly initial: z.output<typeof users.list.output>;
  readonly roles: readonly { readonly value: string; readonly label: string }[];
};

const columns: readonly Column<UserSummary>[] = [
  {
    key: "name",
    header: "Name",
    cell: (row) => (
      <span>
        {row.name}
        {row.origin === "sample" ? <Badge className="ml-1.5">Sample</Badge> : null}
        <span className="block text-xs text-muted sm:group-data-dense/table:hidden">
          {row.email}
        </span>
      </span>
    ),
    sort: "name",
  },
  {
    key: "email",
    header: "E-mail address",
    optional: true,
    cell: (row) => row.email,
    sort: "email",
  },
  {
    key: "state",
    header: "State",
    width: "8rem",
    cell: (row) => (
      <StateBadge tone={userStateWords[row.state].tone}>
        {userStateWords[row.state].word}
      </StateBadge>
    ),
  },
  {
    key: "console",
    header: "Console role",
    width: "8.5rem",
    cell: (row) => consoleRoleWords[row.consoleRole].word,
  },
  {
    key: "roles",
    header: "Roles",
    cell: (row) =>
      row.roles.length === 0 ? (
        "–"
      ) : (
        <span className="flex flex-wrap gap-1">
          {row.roles.map((role) => (
            <Badge key={role}>{role}</Badge>
          ))}
        </span>
      ),
  },
  {
    key: "passkeys",
    header: "Passkeys",
    align: "end",
    secondary: true,
    cell: (row) => row.passkeys,
  },
  { key: "devices", header: "Devices", align: "end", secondary: true, cell: (row) => row.devices },
  {
    key: "seen",
    header: "Last seen",
    secondary: true,
    cell: (row) => (row.lastSeenAt ? <RelativeTime value={row.lastSeenAt} /> : "Never"),
  },
  {
    key: "created",
    header: "Since",
    optional: true,
    sort: "created",
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
  { key: "id", header: "Id", optional: true, cell: (row) => <code>{row.slug}</code> },
];

export function PersonList({ input, initial, roles }: Props) {
  const { data } = useRead(users.list, input, initial);
  const self = useViewer();
  return (
    <ListView
      list="users.list"
      noun={{ one: "person", many: "people" }}
      caption="People"
      search="Search people"
      params={["q", "state", "consoleRole", "role", "roles"]}
      filters={
        <>
          <FilterSelect
            label="State"
            param="state"
            options={Object.entries(userStateWords).map(([value, { word }]) => ({
              value,
              label: word,
            }))}
          />
          <FilterSelect
            label="Console role"
            param="consoleRole"
            options={consoleRoleOptions.map(({ value, label }) => ({ value, label }))}
          />
          <FilterSelect label="Role" param="role" options={[...roles]} />
          <FilterSelect
            label="Roles"
            param="roles"
            options={[{ value: "soon", label: "End within 7 days" }]}
          />
        </>
      }
      input={input}
      data={data}
      columns={columns}
      sort="name"
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={(row) => paths.person(row.slug)}
      links={links}
      actions={personActions(self, roles)}
      empty={
        <EmptyState icon={<SearchX aria-hidden />} title="Nobody matches">
          Change or clear the filters, or invite somebody.
        </EmptyState>
      }
    />
  );
}

function links({ slug, id }: UserSummary): readonly MenuItem[] {
  return [
    { kind: "link", label: "Decisions", href: paths.decisions({ subject: slug }) },
    { kind: "link", label: "History", href: paths.audit({ targetKind: "user", targetId: id }) },
  ];
}
