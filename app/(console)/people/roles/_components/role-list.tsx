"use client";
import { ShieldCheck } from "lucide-react";
import type { z } from "zod";
import { ExportButton } from "#components/data/export-button.tsx";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { Pagination } from "#components/ui/pagination.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { paths } from "#lib/client/paths.ts";
import { roles } from "#lib/identities/roles/contract.ts";

type Props = {
  readonly input: z.output<typeof roles.list.input>;
  readonly initial: z.output<typeof roles.list.output>;
};

export function RoleList({ input, initial }: Props) {
  const { data } = useRead(roles.list, input, initial);
  return (
    <>
      <FilterBar
        params={["q"]}
        search={<SearchField label="Search roles" />}
        end={
          <>
            {formatCount(data.total ?? 0, "role")}
            <ExportButton list="roles.list" input={input} />
          </>
        }
      />
      <DataTable
        caption="Roles"
        rows={data.items}
        rowKey={(row) => row.slug}
        rowHref={(row) => paths.role(row.slug)}
        columns={[
          { key: "name", header: "Role", cell: (row) => row.name },
          { key: "slug", header: "Named as", cell: (row) => <code>{row.slug}</code> },
          { key: "description", header: "For", secondary: true, cell: (row) => row.description },
          { key: "holders", header: "Holders", align: "end", cell: (row) => row.holders },
          {
            key: "origin",
            header: "Origin",
            headerHidden: true,
            width: "5rem",
            cell: (row) => (row.origin === "sample" ? <Badge>Sample</Badge> : null),
          },
        ]}
        empty={
          input.q ? (
            <EmptyState icon={<ShieldCheck aria-hidden />} title="Nothing matches">
              Change or clear the search.
            </EmptyState>
          ) : (
            <EmptyState icon={<ShieldCheck aria-hidden />} title="No role yet">
              Create one per job that needs access, like “billing-clerk”, and name it in a policy.
            </EmptyState>
          )
        }
      />
      <Pagination
        next={data.nextCursor}
        summary={`${data.items.length} of ${formatNumber(data.total ?? 0)}`}
      />
    </>
  );
}
