import { ListChecks } from "lucide-react";
import type { z } from "zod";
import { DecisionOutcome } from "./decision-outcome.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { decisionSummary } from "#lib/decisions/contract.ts";

type Row = z.output<typeof decisionSummary>;
type Props = {
  /** What they have in common, as the list's filter. */
  readonly filter: Readonly<Record<string, string>>;
  /** Null: not for the viewer to see. */
  readonly rows: readonly Row[] | null;
};

const columns: readonly Column<Row>[] = [
  {
    key: "time",
    header: "Time",
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
  {
    key: "request",
    header: "Request",
    block: true,
    cell: (row) => (
      <span className="font-mono text-xs [overflow-wrap:anywhere]">
        <span className="text-muted">{row.method}</span> {row.path ?? row.host ?? ""}
      </span>
    ),
  },
];

/** The newest decisions about one thing; all of them are one link away. */
export function RecentDecisions({ filter, rows }: Props) {
  if (rows === null) return <Callout>Your role may not read decisions.</Callout>;
  return (
    <div className="space-y-3">
      <DataTable
        caption="Decisions, newest first"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.decision(row.id)}
        empty={
          <EmptyState icon={<ListChecks aria-hidden />} title="No decision yet">
            Requests that an enforcer decides appear here.
          </EmptyState>
        }
      />
      {rows.length > 0 ? (
        <TextLink href={paths.decisions(filter)}>All of them, to filter and export</TextLink>
      ) : null}
    </div>
  );
}
