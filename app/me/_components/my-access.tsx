import { ShieldCheck } from "lucide-react";
import type { z } from "zod";
import { Card } from "#components/ui/card.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { me as contracts } from "#lib/identities/me/contract.ts";

type Me = z.output<typeof contracts.get.output>;
type Grant = Me["grants"][number];

const columns: readonly Column<Grant>[] = [
  {
    key: "role",
    header: "Role",
    cell: (grant) => (
      <span>
        {grant.roleName}
        {grant.description ? (
          <span className="block text-xs text-muted">{grant.description}</span>
        ) : null}
      </span>
    ),
  },
  {
    key: "reason",
    header: "Why",
    cell: (grant) => (
      <span>
        {grant.reason}
        {grant.grantedBy ? (
          <span className="block text-xs text-muted">given by {grant.grantedBy}</span>
        ) : null}
      </span>
    ),
  },
  {
    key: "until",
    header: "Until",
    width: "9rem",
    cell: (grant) => (grant.expiresAt ? <RelativeTime value={grant.expiresAt} /> : "No end"),
  },
];

/** What I hold, until when, and why. */
export function MyAccess({ me }: { readonly me: Me }) {
  return (
    <Card
      title="Access"
      description="What you have been given, why, and until when. An API may still ask for your passkey or a known device."
      padding="none"
    >
      <DataTable
        caption="My roles"
        bare
        rows={me.grants}
        rowKey={(grant) => grant.role}
        columns={columns}
        empty={
          <EmptyState icon={<ShieldCheck aria-hidden />} title="No role yet">
            An administrator gives roles. Without one you may call only what is open to everybody
            who is signed in.
          </EmptyState>
        }
      />
    </Card>
  );
}
