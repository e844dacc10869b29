import type { Denials } from "#components/data/denial-words.ts";
import { reasonWord } from "#components/data/reason-word.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { none } from "#calls/decisions";

type Group = Denials["groups"][number];

const columns: readonly Column<Group>[] = [
  {
    key: "reason",
    header: "Reason",
    cell: ({ reason, jumped }) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        <TextLink href={paths.reason(reason)}>{reasonWord(reason)}</TextLink>
        {jumped ? <Badge tone="deny">Unusual</Badge> : null}
      </span>
    ),
  },
  {
    key: "release",
    header: "Release",
    width: "9rem",
    cell: ({ release, revision }) =>
      release === null ? (
        (revision ?? "–")
      ) : (
        <TextLink href={paths.release(release)}>Release {release}</TextLink>
      ),
  },
  {
    key: "enforcer",
    header: "Enforcer",
    cell: ({ enforcer }) => <TextLink href={paths.enforcer(enforcer)}>{enforcer}</TextLink>,
  },
  {
    key: "api",
    header: "API",
    cell: ({ api }) =>
      api === null ? (
        <span className="text-muted">None</span>
      ) : (
        <TextLink href={paths.api(api)}>{api}</TextLink>
      ),
  },
];

/** Each number leads to just these decisions. */
export function DenialTable({ data }: { readonly data: Denials }) {
  const denied: Column<Group> = {
    key: "denied",
    header: "Denials",
    align: "end",
    width: "6rem",
    cell: (row) => (
      <TextLink href={paths.decisions(filterOf(row, data))}>{formatNumber(row.denied)}</TextLink>
    ),
  };
  return (
    <DataTable
      caption="Denials of the last five minutes"
      columns={[...columns, denied]}
      rows={data.groups}
      rowKey={keyOf}
      empty={<EmptyState title="Nothing was denied">Not in the last five minutes.</EmptyState>}
    />
  );
}

function keyOf({ reason, enforcer, api, revision }: Group): string {
  return [reason, enforcer, api, revision].join(" ");
}

function filterOf({ reason, enforcer, api, revision }: Group, { from, to }: Denials) {
  return {
    outcome: "deny",
    reason,
    enforcer,
    api: api ?? none,
    revision: revision ?? none,
    from,
    to,
  };
}
