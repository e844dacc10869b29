import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { Enforcer } from "./enforcer-detail.tsx";

type Bundle = Enforcer["bundles"][number];

const bundleWords: Readonly<Record<string, string>> = {
  policy: "Policy",
  directory: "Directory",
  signals: "Signals",
  discovery: "Discovery",
};

const columns: readonly Column<Bundle>[] = [
  {
    key: "name",
    header: "Bundle",
    width: "9rem",
    cell: (bundle) => bundleWords[bundle.name] ?? bundle.name,
  },
  { key: "state", header: "State", cell: (bundle) => <State bundle={bundle} /> },
  {
    key: "active",
    header: "In force",
    cell: (bundle) => <code className="text-xs">{bundle.activeRevision ?? "–"}</code>,
  },
  {
    key: "newest",
    header: "Newest",
    cell: (bundle) => <code className="text-xs">{bundle.newestRevision ?? "–"}</code>,
  },
  {
    key: "since",
    header: "Since",
    cell: (bundle) => (bundle.activeSince ? <RelativeTime value={bundle.activeSince} /> : "–"),
  },
  {
    key: "poll",
    header: "Last poll",
    cell: (bundle) => (bundle.lastPollAt ? <RelativeTime value={bundle.lastPollAt} /> : "never"),
  },
];

export function BundleTable({ bundles }: { readonly bundles: readonly Bundle[] }) {
  return (
    <DataTable
      caption="Bundles"
      columns={columns}
      rows={bundles}
      rowKey={(bundle) => bundle.name}
    />
  );
}

function State({ bundle }: { readonly bundle: Bundle }) {
  if (bundle.error)
    return (
      <span>
        <StateBadge tone="bad">Refused</StateBadge>{" "}
        <span className="text-xs text-muted">{bundle.error.message}</span>
      </span>
    );
  if (bundle.activeRevision === null) return <StateBadge tone="off">Nothing yet</StateBadge>;
  if (bundle.newestRevision === null) return <StateBadge tone="good">In force</StateBadge>;
  if (bundle.activeRevision === bundle.newestRevision)
    return <StateBadge tone="good">Newest</StateBadge>;
  return (
    <StateBadge tone="attention">
      {bundle.lag === null ? "Behind" : `${bundle.lag} behind`}
    </StateBadge>
  );
}
