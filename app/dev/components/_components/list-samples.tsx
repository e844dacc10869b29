import { Laptop, SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { CopyableText } from "#components/ui/copyable-text.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { OutcomeBadge } from "#components/ui/outcome-badge.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Section } from "#components/ui/section.tsx";
import { Stat } from "#components/ui/stat.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { RowMenu } from "./row-menu.tsx";
import { options, rows, type SampleRow } from "./sample-data.ts";

const here = "/dev/components?tab=lists";

const columns: readonly Column<SampleRow>[] = [
  { key: "name", header: "Operation", cell: (row) => <code>{row.name}</code>, sort: "name" },
  { key: "owner", header: "Owner", cell: (row) => <TextLink href={here}>{row.owner}</TextLink> },
  { key: "outcome", header: "Outcome", cell: (row) => <OutcomeBadge outcome={row.outcome} /> },
  {
    key: "state",
    header: "State",
    cell: (row) => <StateBadge tone={row.state}>{row.word}</StateBadge>,
  },
  {
    key: "requests",
    header: "Requests",
    align: "end",
    cell: (row) => formatNumber(row.requests),
    sort: "requests",
  },
  {
    key: "seen",
    header: "Last seen",
    align: "end",
    cell: (row) => <RelativeTime value={row.seenAt} />,
  },
  {
    key: "actions",
    header: "Actions",
    headerHidden: true,
    align: "end",
    width: "3rem",
    cell: (row) => <RowMenu name={row.name} />,
  },
];

export function ListSamples() {
  const sorting = { by: "name", descending: false, href: (by: string) => `${here}&sort=${by}` };
  return (
    <div className="space-y-8">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          label="Decisions, last hour"
          value={formatNumber(128_442)}
          detail="12 % more than usual"
          href={here}
        />
        <Stat
          label="Denied"
          value={formatNumber(1204)}
          detail="most: no policy permits it"
          href={here}
        />
        <Stat label="Devices to approve" value="2" href={here} />
        <Stat label="Enforcers" value="4 of 4" detail="all live on 17.42" href={here} />
      </div>
      <Section
        title="List"
        description="Search, filters and page live in the URL; the whole row is a link."
      >
        <FilterBar
          params={["q", "sensitivity"]}
          search={<SearchField label="Search operations" />}
          end={formatCount(5, "operation")}
        >
          <FilterSelect label="Sensitivity" param="sensitivity" options={options.slice(0, 4)} />
          <FilterSelect label="State" param="state" options={options.slice(0, 2)} />
        </FilterBar>
        <DataTable
          caption="Operations"
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={() => here}
          sorting={sorting}
        />
        <Pagination next="after-5" summary="5 of 1,204" />
      </Section>
      <Section title="Loading">
        <DataTable
          caption="Operations, loading"
          columns={columns}
          rows={[]}
          rowKey={(row) => row.id}
          loading
        />
      </Section>
      <div className="grid gap-5 lg:grid-cols-2">
        <DataTable
          caption="Devices"
          columns={columns}
          rows={[]}
          rowKey={(row) => row.id}
          empty={
            <EmptyState
              icon={<Laptop />}
              title="No device yet"
              actions={<ButtonLink href={here}>How to enroll one</ButtonLink>}
            >
              People enroll their devices themselves, in the portal or with one command. What they
              enroll waits here for approval.
            </EmptyState>
          }
        />
        <DataTable
          caption="Nothing found"
          columns={columns}
          rows={[]}
          rowKey={(row) => row.id}
          empty={
            <EmptyState icon={<SearchX />} title="Nothing matches">
              Change or clear the filters.
            </EmptyState>
          }
        />
      </div>
      <Facts />
    </div>
  );
}

function Facts() {
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <Card title="Facts" description="Of one thing">
        <KeyValueList
          items={[
            {
              label: "Id",
              value: <CopyableText value="01a2b3c4-5d6e-7f80-9abc-def012345678" label="Copy id" />,
            },
            { label: "Owner", value: <TextLink href={here}>Sam Example</TextLink> },
            { label: "Key", value: null },
            { label: "Enrolled", value: <RelativeTime value="2026-11-20T10:00:00Z" /> },
          ]}
        />
      </Card>
      <CodeBlock
        title="opa-config.yaml"
        code={
          "services:\n  sallyport:\n    url: http://127.0.0.1:3001/opa/v1\n    credentials:\n      bearer:\n        token_path: /etc/opa/sallyport-token\ndiscovery:\n  name: discovery\n  resource: /discovery\n"
        }
      />
    </div>
  );
}
