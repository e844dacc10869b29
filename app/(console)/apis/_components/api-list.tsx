"use client";
import { Network } from "lucide-react";
import type { z } from "zod";
import { SensitivityBadge, sensitivityOptions } from "#components/data/sensitivity-badge.tsx";
import { useRead } from "#components/data/use-read.ts";
import { ListView } from "#components/list/list-view.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import type { MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { apis, type ApiSummary } from "#calls/apis";
import { paths } from "#lib/client/paths.ts";

type Props = {
  readonly input: z.output<typeof apis.list.input>;
  readonly initial: z.output<typeof apis.list.output>;
};

const columns: readonly Column<ApiSummary>[] = [
  {
    key: "name",
    header: "API",
    cell: (api) => (
      <span>
        {api.name} <code className="text-xs text-muted">{api.slug}</code>
        {api.origin === "sample" ? <Badge className="ml-1.5">Sample</Badge> : null}
      </span>
    ),
    sort: "name",
  },
  {
    key: "sensitivity",
    header: "Sensitivity",
    width: "8rem",
    cell: (api) => <SensitivityBadge value={api.sensitivity} />,
  },
  { key: "hosts", header: "Hosts", secondary: true, cell: (api) => <Hosts api={api} /> },
  {
    key: "operations",
    header: "Operations",
    align: "end",
    width: "7rem",
    cell: (api) => formatNumber(api.operations),
  },
  { key: "access", header: "Access", cell: (api) => <Access api={api} /> },
  { key: "owner", header: "Owner", secondary: true, cell: (api) => api.owner || "–" },
  {
    key: "changed",
    header: "Changed",
    sort: "changed",
    secondary: true,
    align: "end",
    cell: (api) => <RelativeTime value={api.updatedAt} />,
  },
];

function Hosts({ api }: { readonly api: ApiSummary }) {
  const [first, ...others] = api.hosts;
  if (!first) return <span className="text-muted">no host</span>;
  return (
    <span>
      <code className="text-xs">
        {first.host}
        {first.basePath === "/" ? "" : first.basePath}
      </code>
      {others.length > 0 ? <span className="text-muted"> +{others.length}</span> : null}
    </span>
  );
}

function Access({ api }: { readonly api: ApiSummary }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {api.permitted ? (
        formatCount(api.policies, "policy", "policies")
      ) : (
        <Badge tone="deny">No policy: denied</Badge>
      )}
      {api.mode === "observe" ? <Badge tone="challenge">Observing</Badge> : null}
    </span>
  );
}

/** What is protected; an API that nobody may call says so. */
export function ApiList({ input, initial }: Props) {
  const { data } = useRead(apis.list, input, initial);
  const filtered = Boolean(input.q ?? input.sensitivity ?? input.exposure ?? input.mode);
  return (
    <ListView
      list="apis.list"
      noun={{ one: "API", many: "APIs" }}
      caption="APIs"
      search="Search APIs and hosts"
      params={["q", "sensitivity", "exposure", "mode"]}
      filters={
        <>
          <FilterSelect label="Sensitivity" param="sensitivity" options={sensitivityOptions} />
          <FilterSelect
            label="Exposure"
            param="exposure"
            options={[
              { value: "internal", label: "Internal" },
              { value: "partner", label: "Partners" },
              { value: "internet", label: "Internet" },
            ]}
          />
          <FilterSelect
            label="Mode"
            param="mode"
            options={[
              { value: "enforce", label: "Enforced" },
              { value: "observe", label: "Observed" },
            ]}
          />
        </>
      }
      input={input}
      data={data}
      columns={columns}
      sort="slug"
      rowKey={(api) => api.slug}
      rowName={(api) => api.name}
      rowHref={(api) => paths.api(api.slug)}
      links={links}
      empty={
        filtered ? (
          <EmptyState icon={<Network />} title="Nothing matches">
            Change or clear the filters.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<Network />}
            title="No API yet"
            actions={<ButtonLink href={paths.importApi()}>Import OpenAPI</ButtonLink>}
          >
            Import an OpenAPI description: every operation becomes something that policies can name.
            Until a policy permits it, every call is denied.
          </EmptyState>
        )
      }
    />
  );
}

function links({ slug }: ApiSummary): readonly MenuItem[] {
  return [
    { kind: "link", label: "Decisions", href: paths.decisions({ api: slug }) },
    { kind: "link", label: "Write a policy", href: paths.newPolicy({ api: slug }) },
    { kind: "link", label: "Import again", href: paths.importApi(slug) },
    { kind: "link", label: "History", href: paths.api(slug, "history") },
  ];
}
