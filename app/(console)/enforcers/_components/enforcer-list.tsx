"use client";
import { Radio } from "lucide-react";
import type { z } from "zod";
import { EnforcerState, enforcerStateWord } from "#components/data/enforcer-state.tsx";
import { ExportButton } from "#components/data/export-button.tsx";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { agentWord, kindWords } from "#components/data/enforcer-kinds.ts";
import { paths } from "#lib/client/paths.ts";
import { enforcers, enforcerStates, type enforcerSummary } from "#lib/enforcers/contract.ts";

type Row = z.output<typeof enforcerSummary>;
type Props = {
  readonly input: z.output<typeof enforcers.list.input>;
  readonly initial: z.output<typeof enforcers.list.output>;
};

const columns: readonly Column<Row>[] = [
  { key: "name", header: "Enforcer", cell: (row) => row.name },
  {
    key: "state",
    header: "State",
    width: "8rem",
    cell: (row) => <EnforcerState state={row.state} />,
  },
  {
    key: "kind",
    header: "Kind",
    cell: (row) => agentWord(row),
  },
  {
    key: "revision",
    header: "Policy in force",
    cell: (row) => <code className="text-xs">{row.policyRevision ?? "–"}</code>,
  },
  {
    key: "seen",
    header: "Last seen",
    cell: (row) => (row.lastSeenAt ? <RelativeTime value={row.lastSeenAt} /> : "never"),
  },
  {
    key: "decision",
    header: "Last decision",
    secondary: true,
    cell: (row) => (row.lastDecisionAt ? <RelativeTime value={row.lastDecisionAt} /> : "–"),
  },
  {
    key: "dropped",
    header: "Decisions lost",
    secondary: true,
    align: "end",
    cell: (row) => formatNumber(row.droppedLogs),
  },
  {
    key: "origin",
    header: "Origin",
    headerHidden: true,
    width: "5rem",
    cell: (row) => (row.origin === "sample" ? <Badge>Sample</Badge> : null),
  },
];

/** Follows the fleet: states and revisions arrive without a reload. */
export function EnforcerList({ input, initial }: Props) {
  const { data } = useRead(enforcers.list, input, initial, 2_000);
  const narrowed = Boolean(input.q ?? input.kind ?? input.state);
  return (
    <>
      <FilterBar
        params={["q", "kind", "state"]}
        search={<SearchField label="Search enforcers" />}
        end={<ExportButton list="enforcers.list" input={input} />}
      >
        <FilterSelect
          label="State"
          param="state"
          options={enforcerStates.map((value) => ({ value, label: enforcerStateWord(value) }))}
        />
        <FilterSelect
          label="Kind"
          param="kind"
          options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
        />
      </FilterBar>
      <DataTable
        caption="Enforcers"
        columns={columns}
        rows={data.items}
        rowKey={(row) => row.slug}
        rowHref={(row) => paths.enforcer(row.slug)}
        empty={
          narrowed ? (
            <EmptyState icon={<Radio />} title="Nothing matches">
              Change or clear the filters.
            </EmptyState>
          ) : (
            <EmptyState
              icon={<Radio />}
              title="No enforcer yet"
              actions={<ButtonLink href={paths.newEnforcer()}>Connect an enforcer</ButtonLink>}
            >
              An enforcer pulls signed bundles and decides every request beside your gateway: ours,
              or a stock Open Policy Agent.
            </EmptyState>
          )
        }
      />
      <Pagination next={data.nextCursor} />
    </>
  );
}
