import { Users } from "lucide-react";
import type { z } from "zod";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatNumber } from "#components/ui/format-number.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import type { grants } from "#lib/identities/grants/contract.ts";

type Grant = z.output<typeof grants.list.output>["items"][number];

const columns: readonly Column<Grant>[] = [
  { key: "name", header: "Person", cell: (row) => row.userName },
  { key: "reason", header: "Why", cell: (row) => row.reason },
  {
    key: "until",
    header: "Until",
    cell: (row) => (row.expiresAt ? <RelativeTime value={row.expiresAt} /> : "No end"),
  },
];

type Props = {
  readonly role: string;
  /** The newest of them. */
  readonly holders: readonly Grant[];
  readonly total: number;
};

/** Who was given the role, why and until when. */
export function RoleHolders({ role, holders, total }: Props) {
  return (
    <Card title="Holders" padding="none">
      <DataTable
        bare
        caption="Holders"
        rows={holders}
        rowKey={(row) => row.id}
        rowHref={(row) => `${paths.person(row.user)}?tab=roles`}
        columns={columns}
        empty={
          <EmptyState icon={<Users aria-hidden />} title="Nobody holds it">
            Give it to somebody on their page.
          </EmptyState>
        }
      />
      {total > holders.length ? (
        <p className="border-t px-4 py-3 text-sm text-muted">
          The newest {formatNumber(holders.length)}.{" "}
          <TextLink href={paths.people({ role })}>
            All {formatCount(total, "person", "people")} who hold it
          </TextLink>
        </p>
      ) : null}
    </Card>
  );
}
