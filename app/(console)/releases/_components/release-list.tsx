"use client";
import type { z } from "zod";
import { ReleaseState } from "#components/data/release-state.tsx";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { paths } from "#lib/client/paths.ts";
import { releases, type releaseSummary } from "#lib/releases/contract.ts";

type Row = z.output<typeof releaseSummary>;
type Props = {
  readonly input: z.output<typeof releases.list.input>;
  readonly initial: z.output<typeof releases.list.output>;
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
  if (row.rollbackOf === null) return row.message;
  return (
    <>
      {row.message} <span className="text-xs text-muted">Content of release {row.rollbackOf}</span>
    </>
  );
}

export function ReleaseList({ input, initial }: Props) {
  const { data } = useRead(releases.list, input, initial, 3_000);
  return (
    <>
      <DataTable
        caption="Releases, newest first"
        columns={columns}
        rows={data.items}
        rowKey={(row) => String(row.number)}
        rowHref={(row) => paths.release(row.number)}
        empty={
          <EmptyState title="No releases">
            Release 1, the minimums by sensitivity, is published by the first start.
          </EmptyState>
        }
      />
      <Pagination next={data.nextCursor} />
    </>
  );
}
