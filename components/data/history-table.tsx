import { ScrollText } from "lucide-react";
import { auditWord } from "./audit-words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { AuditEventView } from "#lib/audit/contract.ts";
import { paths } from "#lib/client/paths.ts";

type Props = {
  /** What it is the history of, as audit events name it. */
  readonly of: { readonly targetKind: string; readonly targetId: string };
  /** Null: not for the viewer to see. */
  readonly events: readonly AuditEventView[] | null;
};

const columns: readonly Column<AuditEventView>[] = [
  {
    key: "at",
    header: "When",
    width: "10rem",
    cell: (event) => <RelativeTime value={event.at} />,
  },
  { key: "action", header: "What", cell: (event) => auditWord(event.action) },
  { key: "actor", header: "By", cell: (event) => <Actor event={event} /> },
  { key: "why", header: "Reason", cell: (event) => reasonOf(event) },
];

/** The newest changes of one thing; all of them, with their detail, are in the audit log. */
export function HistoryTable({ of, events }: Props) {
  if (events === null)
    return (
      <Callout>The audit log is open to owners, administrators, approvers and auditors.</Callout>
    );
  return (
    <div className="space-y-3">
      <DataTable
        caption="Changes, newest first"
        columns={columns}
        rows={events}
        rowKey={(event) => event.seq}
        empty={
          <EmptyState icon={<ScrollText aria-hidden />} title="No change on record">
            Whatever is done to it appears here.
          </EmptyState>
        }
      />
      {events.length > 0 ? (
        <TextLink href={paths.audit(of)}>All changes with their detail</TextLink>
      ) : null}
    </div>
  );
}

function Actor({ event }: { readonly event: AuditEventView }) {
  if (event.actorKind === "user" && event.actorId !== null)
    return <TextLink href={paths.person(event.actorId)}>{event.actorName}</TextLink>;
  return event.actorName;
}

function reasonOf({ detail }: AuditEventView): string {
  const why = detail["reason"] ?? detail["message"];
  return typeof why === "string" ? why : "–";
}
