import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Section } from "#components/ui/section.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { ImportSummary } from "#lib/apis/imports/contract.ts";
import { paths } from "#lib/client/paths.ts";

const states = {
  queued: { tone: "busy", word: "Waiting" },
  reading: { tone: "busy", word: "Reading" },
  ready: { tone: "attention", word: "Ready to apply" },
  applying: { tone: "busy", word: "Applying" },
  applied: { tone: "good", word: "Applied" },
  failed: { tone: "bad", word: "Failed" },
  discarded: { tone: "off", word: "Discarded" },
} as const;

const columns: readonly Column<ImportSummary>[] = [
  { key: "file", header: "Document", cell: (row) => row.fileName },
  {
    key: "api",
    header: "API",
    cell: (row) => (
      <span>
        <code className="text-xs">{row.slug}</code>{" "}
        {row.isNew ? <span className="text-xs text-muted">new</span> : null}
      </span>
    ),
  },
  {
    key: "state",
    header: "State",
    cell: (row) => <StateBadge tone={states[row.state].tone}>{states[row.state].word}</StateBadge>,
  },
  {
    key: "at",
    header: "Handed in",
    align: "end",
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
];

/** Imports can be left and found again. */
export function OpenImports({
  initial,
}: {
  readonly initial: { readonly items: readonly ImportSummary[] };
}) {
  if (initial.items.length === 0) return null;
  return (
    <Section title="Recent imports">
      <DataTable
        caption="Recent imports"
        columns={columns}
        rows={initial.items}
        rowKey={(row) => row.id}
        rowHref={(row) => paths.apiImport(row.id)}
      />
    </Section>
  );
}
