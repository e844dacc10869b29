"use client";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import type { Enforcer } from "./enforcer-detail.tsx";
import { enforcers } from "#calls/enforcers";

type Credential = Enforcer["credentials"][number];

/** Two credentials are valid at a time, so that one can be replaced without a gap. */
export function Credentials({ enforcer }: { readonly enforcer: Enforcer }) {
  const toast = useToast();
  const rotate = useCall(enforcers.rotate);
  const revoke = useCall(enforcers.revokeCredential);
  const [secret, setSecret] = useState<string | null>(null);
  const [ending, setEnding] = useState<Credential | null>(null);
  const [busy, setBusy] = useState(false);
  const makeNew = async () => {
    setBusy(true);
    try {
      setSecret((await rotate({ slug: enforcer.slug })).credential);
    } catch (error) {
      toast.error("No new credential", error instanceof Error ? error.message : "");
    }
    setBusy(false);
  };
  const columns: readonly Column<Credential>[] = [
    { key: "prefix", header: "Begins with", cell: (row) => <code>{row.prefix}…</code> },
    {
      key: "state",
      header: "State",
      cell: (row) =>
        row.revokedAt ? (
          <StateBadge tone="off">Ended</StateBadge>
        ) : (
          <StateBadge tone="good">Valid</StateBadge>
        ),
    },
    { key: "created", header: "Made", cell: (row) => <RelativeTime value={row.createdAt} /> },
    {
      key: "used",
      header: "Last used",
      cell: (row) => (row.lastUsedAt ? <RelativeTime value={row.lastUsedAt} /> : "never"),
    },
    {
      key: "end",
      header: "End",
      headerHidden: true,
      align: "end",
      cell: (row) =>
        row.revokedAt ? null : (
          <Button size="sm" onClick={() => setEnding(row)}>
            End
          </Button>
        ),
    },
  ];
  return (
    <Card
      title="Credentials"
      description="Two are valid at a time: make a new one, give it to the enforcer, end the old one."
      actions={
        <Button
          loading={busy}
          disabledReason={enforcer.state === "revoked" ? "This enforcer is revoked." : null}
          onClick={() => void makeNew()}
        >
          New credential
        </Button>
      }
      padding="none"
    >
      {secret ? (
        <div className="border-b p-4">
          <SecretOnce label="New credential" value={secret} onDone={() => setSecret(null)} />
        </div>
      ) : null}
      <DataTable
        caption="Credentials"
        columns={columns}
        rows={enforcer.credentials}
        rowKey={(row) => row.id}
        bare
      />
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={`End the credential ${ending?.prefix ?? ""}…?`}
        effects={[
          "An enforcer that still uses it gets nothing new from now on.",
          "It goes on deciding with what it has until its lease runs out.",
        ]}
        confirmLabel="End credential"
        onConfirm={async () => {
          if (ending) await revoke({ slug: enforcer.slug, credentialId: ending.id });
        }}
      />
    </Card>
  );
}
