"use client";
import { SearchX } from "lucide-react";
import type { z } from "zod";
import { ExportButton } from "#components/data/export-button.tsx";
import { useRead } from "#components/data/use-read.ts";
import {
  consoleRoleOptions,
  consoleRoleWords,
  userStateWords,
} from "#components/identity/person-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { paths } from "#lib/client/paths.ts";
import { users, type UserSummary } from "#lib/identities/users/contract.ts";

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
        <span className="block text-xs text-muted">{row.email}</span>
      </span>
    ),
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
    key: "origin",
    header: "Origin",
    headerHidden: true,
    width: "5rem",
    cell: (row) => (row.origin === "sample" ? <Badge>Sample</Badge> : null),
  },
];

export function PersonList({ input, initial, roles }: Props) {
  const { data } = useRead(users.list, input, initial);
  return (
    <>
      <FilterBar
        params={["q", "state", "consoleRole", "role"]}
        search={<SearchField label="Search people" />}
        end={
          <>
            {formatCount(data.total ?? 0, "person", "people")}
            <ExportButton list="users.list" input={input} />
          </>
        }
      >
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
      </FilterBar>
      <DataTable
        caption="People"
        rows={data.items}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.person(row.slug)}
        columns={columns}
        empty={
          <EmptyState icon={<SearchX aria-hidden />} title="Nobody matches">
            Change or clear the filters, or invite somebody.
          </EmptyState>
        }
      />
      <Pagination
        next={data.nextCursor}
        summary={`${data.items.length} of ${formatNumber(data.total ?? 0)}`}
      />
    </>
  );
}
