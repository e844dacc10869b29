"use client";
import { ListChecks } from "lucide-react";
import type { z } from "zod";
import { useRead } from "#components/data/use-read.ts";
import { ListView } from "#components/list/list-view.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import type { MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { reasonWord } from "#components/data/reason-word.ts";
import { DecisionOutcome } from "#components/data/decision-outcome.tsx";
import { paths } from "#lib/client/paths.ts";
import { decisions, type decisionSummary } from "#calls/decisions";
import { reasons } from "#lib/engine/reasons.ts";

type Row = z.output<typeof decisionSummary>;
type Input = z.output<typeof decisions.list.input>;
type Props = { readonly input: Input; readonly initial: z.output<typeof decisions.list.output> };

const columns: readonly Column<Row>[] = [
  {
    key: "time",
    header: "Time",
    sort: "time",
    width: "8.5rem",
    cell: (row) => <RelativeTime value={row.decidedAt} />,
  },
  {
    key: "outcome",
    header: "Outcome",
    width: "16.5rem",
    cell: (row) => <DecisionOutcome outcome={row.outcome} reason={row.reason} />,
  },
  {
    key: "subject",
    header: "Subject",
    cell: (row) =>
      row.subject ? (
        <TextLink href={paths.person(row.subject)}>{row.subject}</TextLink>
      ) : (
        <span className="text-muted">Anonymous</span>
      ),
  },
  { key: "operation", header: "Request", block: true, cell: (row) => <Request row={row} /> },
  {
    key: "device",
    header: "Device",
    secondary: true,
    cell: (row) =>
      row.device ? <TextLink href={paths.device(row.device)}>{row.device}</TextLink> : "–",
  },
  {
    key: "ip",
    header: "Address",
    secondary: true,
    width: "9.5rem",
    cell: (row) => <span className="[overflow-wrap:anywhere]">{row.ip ?? "–"}</span>,
  },
  {
    key: "enforcer",
    header: "Enforcer",
    secondary: true,
    cell: (row) => <TextLink href={paths.enforcer(row.enforcer)}>{row.enforcer}</TextLink>,
  },
];

const outcomeOptions = [
  { value: "allow", label: "Allowed" },
  { value: "challenge", label: "Challenged" },
  { value: "deny", label: "Denied" },
];
const reasonOptions = Object.keys(reasons).map((reason) => ({
  value: reason,
  label: reasonWord(reason),
}));
const filtered = [
  "q",
  "outcome",
  "reason",
  "subject",
  "api",
  "operation",
  "device",
  "enforcer",
  "policy",
  "ip",
  "revision",
  "from",
  "to",
];

/** The first page follows what happens; older pages stand still. */
export function DecisionList({ input, initial }: Props) {
  const { data } = useRead(
    decisions.list,
    input,
    initial,
    // A search that takes its time is not made again and again.
    input.cursor === undefined && initial.searchedTo === null ? 2_000 : undefined,
  );
  const narrowed = filtered.some((name) => name in input);
  return (
    <ListView
      list="decisions.list"
      noun={{ one: "decision", many: "decisions" }}
      caption="Decisions"
      search="Search who, what, where"
      params={filtered}
      filters={
        <>
          <FilterSelect label="Outcome" param="outcome" options={outcomeOptions} />
          <FilterSelect label="Reason" param="reason" options={reasonOptions} />
        </>
      }
      input={input}
      data={data}
      columns={columns}
      sort="-time"
      rowKey={(row) => row.id}
      rowName={(row) => `${row.method ?? "request"} ${row.path ?? ""}`}
      rowHref={(row) => paths.decision(row.id)}
      links={links}
      empty={<Empty narrowed={narrowed} searchedTo={data.searchedTo} />}
    />
  );
}

function only(label: string, filter: Readonly<Record<string, string>>) {
  return { kind: "link", label, href: paths.decisions(filter) } as const;
}

/** Narrow the list to what this one is like. */
function links({ reason, subject, api, ip }: Row): readonly MenuItem[] {
  return [
    only("All with this reason", { reason }),
    ...(subject === null ? [] : [only(`All of ${subject}`, { subject })]),
    ...(api === null ? [] : [only(`All to ${api}`, { api })]),
    ...(ip === null ? [] : [only(`All from ${ip}`, { ip })]),
  ];
}

function Request({ row }: { readonly row: Row }) {
  const path = row.path ?? "";
  return (
    <div className="min-w-0">
      <div className="line-clamp-2 font-mono text-xs [overflow-wrap:anywhere]" title={path}>
        <span className="text-muted">{row.method}</span> {path}
      </div>
      <div className="text-xs text-muted [overflow-wrap:anywhere]">
        {row.operation ?? row.host ?? ""}
      </div>
    </div>
  );
}

type EmptyProps = { readonly narrowed: boolean; readonly searchedTo: string | null };

function Empty({ narrowed, searchedTo }: EmptyProps) {
  if (searchedTo)
    return (
      <EmptyState title="Nothing so far">
        Searched as far as <RelativeTime value={searchedTo} />. “Next” searches on from there.
      </EmptyState>
    );
  if (narrowed)
    return <EmptyState title="Nothing matches">Widen the search or clear a filter.</EmptyState>;
  return (
    <EmptyState icon={<ListChecks />} title="No decisions yet">
      They appear here as soon as a connected enforcer has decided its first request.{" "}
      <TextLink href={paths.newEnforcer()}>Connect an enforcer</TextLink>.
    </EmptyState>
  );
}
