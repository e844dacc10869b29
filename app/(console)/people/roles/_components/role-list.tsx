"use client";
import { ShieldCheck } from "lucide-react";
import type { z } from "zod";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { ListView } from "#components/list/list-view.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { paths } from "#lib/client/paths.ts";
import { roles } from "#calls/identities/roles";

type Row = z.output<typeof roles.list.output>["items"][number];
type Props = {
  readonly input: z.output<typeof roles.list.input>;
  readonly initial: z.output<typeof roles.list.output>;
};

const columns: readonly Column<Row>[] = [
  {
    key: "name",
    header: "Role",
    sort: "name",
    cell: (row) => (
      <>
        {row.name}
        {row.origin === "sample" ? <Badge className="ml-1.5">Sample</Badge> : null}
      </>
    ),
  },
  { key: "slug", header: "Named as", sort: "slug", cell: (row) => <code>{row.slug}</code> },
  { key: "description", header: "For", secondary: true, cell: (row) => row.description },
  { key: "holders", header: "Holders", align: "end", cell: (row) => formatNumber(row.holders) },
  {
    key: "created",
    header: "Since",
    optional: true,
    align: "end",
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
];

export function RoleList({ input, initial }: Props) {
  const { data } = useRead(roles.list, input, initial);
  return (
    <ListView
      list="roles.list"
      noun={{ one: "role", many: "roles" }}
      caption="Roles"
      search="Search roles"
      params={["q"]}
      input={input}
      data={data}
      columns={columns}
      sort="name"
      rowKey={(row) => row.slug}
      rowName={(row) => row.name}
      rowHref={(row) => paths.role(row.slug)}
      links={links}
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
  );
}

function links({ slug }: Row): readonly MenuItem[] {
  return [
    { kind: "link", label: "People who hold it", href: paths.people({ role: slug }) },
    { kind: "link", label: "Policies that name it", href: paths.policies({ q: slug }) },
  ];
}
