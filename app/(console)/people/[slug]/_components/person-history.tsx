import { History } from "lucide-react";
import type { z } from "zod";
import { auditWord } from "#components/data/audit-words.ts";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { auditEvent } from "#lib/audit/contract.ts";

type Props = { readonly events: readonly z.output<typeof auditEvent>[] | null };

/** The newest audit events about this person. */
export function PersonHistory({ events }: Props) {
  if (events === null)
    return (
      <EmptyState icon={<History aria-hidden />} title="Not for you to see">
        The audit log is open to owners, administrators, approvers and auditors.
      </EmptyState>
    );
  return (
    <DataTable
      caption="History"
      rows={events}
      rowKey={(event) => event.seq}
      columns={[
        {
          key: "at",
          header: "When",
          width: "10rem",
          cell: (event) => <RelativeTime value={event.at} />,
        },
        { key: "action", header: "What", cell: (event) => auditWord(event.action) },
        { key: "actor", header: "By", cell: (event) => event.actorName },
        {
          key: "why",
          header: "Reason",
          cell: (event) =>
            typeof event.detail["reason"] === "string" ? event.detail["reason"] : "–",
        },
      ]}
      empty={
        <EmptyState icon={<History aria-hidden />} title="Nothing yet">
          Whatever is done to this account appears here.
        </EmptyState>
      }
    />
  );
}
