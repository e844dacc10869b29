import { ShieldX } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { ApiDetail } from "#lib/apis/contract.ts";
import { paths } from "#lib/client/paths.ts";

type Row = ApiDetail["targetedBy"][number];

const columns: readonly Column<Row>[] = [
  { key: "name", header: "Policy", cell: (row) => row.name },
  {
    key: "effect",
    header: "Effect",
    width: "8rem",
    cell: (row) => (
      <span className="inline-flex gap-1.5">
        <Badge tone={row.effect === "permit" ? "allow" : "deny"}>
          {row.effect === "permit" ? "Permit" : "Forbid"}
        </Badge>
        {row.mode === "enforce" ? null : <Badge>{row.mode === "shadow" ? "Shadow" : "Off"}</Badge>}
      </span>
    ),
  },
  { key: "sentence", header: "What it says", cell: (row) => row.sentence },
  {
    key: "operations",
    header: "Operations here",
    align: "end",
    width: "9rem",
    cell: (row) => formatNumber(row.operations),
  },
];

/** Policies that name the API, or every one. */
export function PolicyTable({ api }: { readonly api: ApiDetail }) {
  return (
    <DataTable
      caption="Policies that name this API"
      columns={columns}
      rows={api.targetedBy}
      rowKey={(row) => row.name}
      rowHref={(row) => paths.policy(row.name)}
      empty={
        <EmptyState
          icon={<ShieldX />}
          title="No policy: denied"
          actions={
            <ButtonLink href={paths.newPolicy({ api: api.slug })}>Write a policy</ButtonLink>
          }
        >
          No policy names this API, so every call of it is denied.
        </EmptyState>
      }
    />
  );
}
