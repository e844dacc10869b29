"use client";
import type { z } from "zod";
import { ReleaseState, releaseStateWord } from "#components/data/release-state.tsx";
import { useRead } from "#components/data/use-read.ts";
import { ListView } from "#components/list/list-view.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { paths } from "#lib/client/paths.ts";
import { releases, releaseStates, type releaseSummary } from "#calls/releases";

type Row = z.output<typeof releaseSummary>;
type Props = {
  readonly input: z.output<typeof releases.list.input>;
  readonly initial: z.output<typeof releases.list.output>;
  readonly channels: readonly { readonly slug: string; readonly name: string }[];
};

const columns: readonly Column<Row>[] = [
  { key: "number", header: "Release", width: "8rem", cell: (row) => `Release ${row.number}` },
  {
    key: "state",
    header: "State",
    width: "13rem",
    cell: (row) => (
      <span className="flex gap-2">
        <ReleaseState state={row.state} />
        {row.current ? <Badge tone="allow">Current</Badge> : null}
      </span>
    ),
  },
  { key: "message", header: "What for", block: true, cell: (row) => <Purpose row={row} /> },
  { key: "channel", header: "Channel", optional: true, cell: (row) => row.channel },
  { key: "author", header: "By", cell: (row) => row.author.name },
  {
    key: "created",
    header: "Made",
    width: "8rem",
    align: "end",
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
];

function Purpose({ row }: { readonly row: Row }) {
  const from = row.rollbackOf ?? row.promotedFrom;
  if (from === null) return row.message;
  return (
    <>
      {row.message} <span className="text-xs text-muted">Content of release {from}</span>
    </>
  );
}

/** Any two: the older on the left. */
function Compare({ numbers }: { readonly numbers: readonly number[] }) {
  const [older, newer, ...more] = numbers.toSorted((left, right) => left - right);
  if (older === undefined || newer === undefined || more.length > 0)
    return <span className="text-sm text-muted">Two releases can be compared.</span>;
  return (
    <ButtonLink href={paths.compareReleases(older, newer)} size="sm">
      Compare {older} with {newer}
    </ButtonLink>
  );
}

export function ReleaseList({ input, initial, channels }: Props) {
  const { data } = useRead(releases.list, input, initial, 3_000);
  return (
    <ListView
      list="releases.list"
      noun={{ one: "release", many: "releases" }}
      caption="Releases, newest first"
      search="Search what for, and by whom"
      params={["q", "state", "channel"]}
      filters={
        <>
          <FilterSelect
            label="State"
            param="state"
            options={releaseStates.map((value) => ({ value, label: releaseStateWord(value) }))}
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
      rowKey={(row) => String(row.number)}
      rowName={(row) => `Release ${row.number}`}
      rowHref={(row) => paths.release(row.number)}
      bulk={(rows) => <Compare numbers={rows.map(({ number }) => number)} />}
      empty={
        <EmptyState title="No releases">
          Release 1, the minimums by sensitivity, is published by the first start.
        </EmptyState>
      }
    />
  );
}
