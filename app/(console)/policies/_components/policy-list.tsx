"use client";
import { FileLock2 } from "lucide-react";
import type { z } from "zod";
import { policyActions } from "./policy-actions.ts";
import { EffectBadge } from "#components/policy/effect-badge.tsx";
import { useRead } from "#components/data/use-read.ts";
import { ListView } from "#components/list/list-view.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { paths } from "#lib/client/paths.ts";
import { policies, type PolicySummary } from "#calls/policies";

type Props = {
  readonly input: z.output<typeof policies.list.input>;
  readonly initial: z.output<typeof policies.list.output>;
};

const columns: readonly Column<PolicySummary>[] = [
  {
    key: "name",
    header: "Policy",
    width: "22rem",
    sort: "name",
    cell: (row) => (
      <span className="inline-flex flex-wrap items-center gap-1.5">
        <code className="text-xs">{row.name}</code>
        {row.origin === "sample" ? <Badge>Sample</Badge> : null}
        {row.origin === "system" ? <Badge>System</Badge> : null}
      </span>
    ),
  },
  {
    key: "effect",
    header: "Effect",
    width: "9rem",
    cell: (row) => <EffectBadge effect={row.effect} mode={row.mode} />,
  },
  {
    key: "sentence",
    header: "What it says",
    block: true,
    cell: (row) => <Sentence text={row.sentence} />,
  },
  {
    key: "operations",
    header: "Operations",
    align: "end",
    width: "7rem",
    cell: (row) => formatNumber(row.operations),
  },
  {
    key: "changed",
    header: "Changed",
    sort: "changed",
    secondary: true,
    align: "end",
    width: "8rem",
    cell: (row) => <RelativeTime value={row.updatedAt} />,
  },
];

/** Long ones end after three lines; the policy's page has all of it. */
function Sentence({ text }: { readonly text: string }) {
  return <span className="line-clamp-3">{text}</span>;
}

/** Every policy with the sentence it says. */
export function PolicyList({ input, initial }: Props) {
  const { data } = useRead(policies.list, input, initial);
  const filtered = Boolean(input.q ?? input.effect ?? input.mode ?? input.api);
  return (
    <ListView
      list="policies.list"
      noun={{ one: "policy", many: "policies" }}
      caption="Policies"
      search="Search policies"
      params={["q", "effect", "mode", "api"]}
      filters={
        <>
          <FilterSelect
            label="Effect"
            param="effect"
            options={[
              { value: "permit", label: "Permit" },
              { value: "forbid", label: "Forbid" },
            ]}
          />
          <FilterSelect
            label="Mode"
            param="mode"
            options={[
              { value: "enforce", label: "Enforced" },
              { value: "shadow", label: "Shadow" },
              { value: "off", label: "Off" },
            ]}
          />
        </>
      }
      input={input}
      data={data}
      columns={columns}
      sort="name"
      rowKey={(row) => row.name}
      rowName={(row) => row.name}
      rowHref={(row) => paths.policy(row.name)}
      links={links}
      actions={policyActions}
      empty={
        filtered ? (
          <EmptyState icon={<FileLock2 />} title="Nothing matches">
            Change or clear the filters.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<FileLock2 />}
            title="No policy yet"
            actions={<ButtonLink href={paths.newPolicy()}>New policy</ButtonLink>}
          >
            Without a policy every call is denied.
          </EmptyState>
        )
      }
    />
  );
}

function links({ name }: PolicySummary): readonly MenuItem[] {
  return [
    { kind: "link", label: "Decisions", href: paths.decisions({ policy: name }) },
    {
      kind: "link",
      label: "History",
      href: paths.audit({ targetKind: "policy", targetId: name }),
    },
  ];
}
