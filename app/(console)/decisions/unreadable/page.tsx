import { FileQuestion } from "lucide-react";
import type { Metadata } from "next";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Pagination } from "#components/ui/pagination.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { losses, type Unreadable } from "#lib/losses/contract.ts";
import { listUnreadable } from "#lib/losses/list-unreadable.ts";

export const metadata: Metadata = { title: "Unreadable log events" };

const columns: readonly Column<Unreadable>[] = [
  { key: "at", header: "Came", width: "8.5rem", cell: ({ at }) => <RelativeTime value={at} /> },
  {
    key: "enforcer",
    header: "From",
    width: "12rem",
    cell: ({ enforcer }) => <TextLink href={paths.enforcer(enforcer)}>{enforcer}</TextLink>,
  },
  {
    key: "reason",
    header: "Why, and what was kept of it",
    block: true,
    cell: ({ reason, evidence }) => (
      <details>
        <summary className="cursor-pointer [overflow-wrap:anywhere]">{reason}</summary>
        <CodeBlock title="Masked" code={evidence} />
      </details>
    ),
  },
];

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function UnreadablePage({ searchParams }: Props) {
  const input = searchInput(losses.unreadable.input, await searchParams);
  const { items, nextCursor } = await listUnreadable(await contextFromPage(), input);
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: "Decisions", href: paths.decisions() },
          { label: "Lost decisions", href: paths.losses() },
        ]}
        title="Unreadable log events"
        subtitle="What enforcers sent and nobody could read: kept so that it can be looked at, 200 of each enforcer, as long as decisions are."
      />
      <DataTable
        caption="Unreadable log events, newest first"
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={<FileQuestion />} title="Everything could be read">
            An event or a chunk that can’t be read is kept here; it costs only itself.
          </EmptyState>
        }
      />
      <Pagination next={nextCursor} />
    </>
  );
}
