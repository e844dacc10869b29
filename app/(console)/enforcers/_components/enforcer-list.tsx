"use client";
import { Radio } from "lucide-react";
import type { z } from "zod";
import { EnforcerState, enforcerStateWord } from "#components/data/enforcer-state.tsx";
import { useRead } from "#components/data/use-read.ts";
import type { ListAction } from "#components/list/list-action.ts";
import { ListView } from "#components/list/list-view.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import type { MenuItem } from "#components/ui/menu.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { agentWord, kindWords } from "#components/data/enforcer-kinds.ts";
import { paths } from "#lib/client/paths.ts";
import { enforcers, enforcerStates, type enforcerSummary } from "#calls/enforcers";

type Row = z.output<typeof enforcerSummary>;
type Props = {
  readonly input: z.output<typeof enforcers.list.input>;
  readonly initial: z.output<typeof enforcers.list.output>;
  readonly channels: readonly { readonly slug: string; readonly name: string }[];
};

const columns: readonly Column<Row>[] = [
  {
    key: "name",
    header: "Enforcer",
    sort: "name",
    cell: (row) => (
      <>
        {row.name}
        {row.origin === "sample" ? <Badge className="ml-1.5">Sample</Badge> : null}
      </>
    ),
  },
  {
    key: "state",
    header: "State",
    width: "8rem",
    cell: (row) => <EnforcerState state={row.state} />,
  },
  {
    key: "kind",
    header: "Kind",
    cell: (row) => agentWord(row),
  },
  {
    key: "revision",
    header: "Policy in force",
    cell: (row) => <code className="text-xs">{row.policyRevision ?? "–"}</code>,
  },
  {
    key: "seen",
    header: "Last seen",
    sort: "seen",
    cell: (row) => (row.lastSeenAt ? <RelativeTime value={row.lastSeenAt} /> : "never"),
  },
  {
    key: "decision",
    header: "Last decision",
    secondary: true,
    cell: (row) => (row.lastDecisionAt ? <RelativeTime value={row.lastDecisionAt} /> : "–"),
  },
  {
    key: "dropped",
    header: "Decisions lost",
    secondary: true,
    align: "end",
    cell: (row) => formatNumber(row.droppedLogs),
  },
  { key: "channel", header: "Channel", optional: true, cell: (row) => row.channel },
  { key: "id", header: "Id", optional: true, cell: (row) => <code>{row.slug}</code> },
];

/** Follows the fleet: states and revisions arrive without a reload. */
export function EnforcerList({ input, initial, channels }: Props) {
  const { data } = useRead(enforcers.list, input, initial, 2_000);
  const narrowed = Boolean(input.q ?? input.kind ?? input.state);
  return (
    <ListView
      list="enforcers.list"
      noun={{ one: "enforcer", many: "enforcers" }}
      caption="Enforcers"
      search="Search enforcers"
      params={["q", "kind", "state", "channel"]}
      filters={
        <>
          <FilterSelect
            label="State"
            param="state"
            options={enforcerStates.map((value) => ({ value, label: enforcerStateWord(value) }))}
          />
          <FilterSelect
            label="Kind"
            param="kind"
            options={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
          />
          {channels.length > 1 ? (
            <FilterSelect
              label="Channel"
              param="channel"
              options={channels.map(({ slug, name }) => ({ value: slug, label: name }))}
            />
          ) : null}
        </>
      }
      input={input}
      data={data}
      columns={columns}
      sort="slug"
      rowKey={(row) => row.slug}
      rowName={(row) => row.name}
      rowHref={(row) => paths.enforcer(row.slug)}
      links={links}
      actions={actions}
      empty={
        narrowed ? (
          <EmptyState icon={<Radio />} title="Nothing matches">
            Change or clear the filters.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<Radio />}
            title="No enforcer yet"
            actions={<ButtonLink href={paths.newEnforcer()}>Connect an enforcer</ButtonLink>}
          >
            An enforcer pulls signed bundles and decides every request beside your gateway: ours, or
            a stock Open Policy Agent.
          </EmptyState>
        )
      }
    />
  );
}

function links({ slug }: Row): readonly MenuItem[] {
  return [
    { kind: "link", label: "Decisions", href: paths.decisions({ enforcer: slug }) },
    {
      kind: "link",
      label: "History",
      href: paths.audit({ targetKind: "enforcer", targetId: slug }),
    },
  ];
}

const actions: readonly ListAction<Row>[] = [
  {
    action: "enforcers.revoke",
    label: "Revoke",
    danger: true,
    permission: "enforcers:write",
    refusal: (row) => (row.state === "revoked" ? "Revoked already." : null),
    title: (what) => `Revoke ${what}?`,
    effects: (rows) => [
      `${formatCount(rows.length, "enforcer loses", "enforcers lose")} access at once: no new policies, people or revocations.`,
      `${formatCount(rows.filter((row) => row.state === "live").length, "of them is live", "of them are live")}: each goes on deciding until its lease runs out, then denies everything.`,
      "This can't be undone: connect a new one instead.",
    ],
    input: ({ slug }) => ({ slug }),
  },
];
