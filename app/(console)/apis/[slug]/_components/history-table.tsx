import { ScrollText } from "lucide-react";
import { auditWord } from "#components/data/audit-words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { AuditEventView } from "#lib/audit/contract.ts";
import { paths } from "#lib/client/paths.ts";

const columns: readonly Column<AuditEventView>[] = [
  {
    key: "action",
    header: "What",
    cell: (event) => auditWord(event.action),
  },
  { key: "who", header: "Who", cell: (event) => event.actorName },
  { key: "at", header: "When", align: "end", cell: (event) => <RelativeTime value={event.at} /> },
];

/** The newest changes; all of them, with their detail, are in the audit log. */
export function HistoryTable({
  slug,
  events,
}: {
  readonly slug: string;
  readonly events: readonly AuditEventView[] | null;
}) {
  if (events === null) return <Callout>Your role may not read the audit log.</Callout>;
  return (
    <div className="space-y-3">
      <DataTable
        caption="Changes of this API, newest first"
        columns={columns}
        rows={events}
        rowKey={(event) => event.seq}
        empty={<EmptyState icon={<ScrollText />} title="No change on record" />}
      />
      <TextLink href={paths.audit({ targetKind: "api", targetId: slug })}>
        All changes with their detail
      </TextLink>
    </div>
  );
}
