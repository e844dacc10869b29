"use client";
import { KeyRound, Plus } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { apiTokens, type ApiTokenView } from "#lib/identities/api-tokens/contract.ts";
import { CreateToken } from "./create-token.tsx";

type Props = {
  readonly initial: z.output<typeof apiTokens.list.output>;
  readonly scopes: readonly string[];
  /** A token that has as many may do everything. */
  readonly scopesInAll: number;
};

export function TokenManager({ initial, scopes, scopesInAll }: Props) {
  const { data } = useRead(apiTokens.list, {}, initial);
  const revoke = useCall(apiTokens.revoke);
  const [open, setOpen] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [nowMs] = useState(Date.now);
  const [secret, setSecret] = useState<string | null>(null);
  const [ending, setEnding] = useState<ApiTokenView | null>(null);
  const columns: readonly Column<ApiTokenView>[] = [
    {
      key: "name",
      header: "Token",
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-2">
          {row.name} <code className="text-xs text-muted">{row.prefix}…</code>
          {row.origin === "sample" ? <Badge>Sample</Badge> : null}
        </span>
      ),
    },
    {
      key: "state",
      header: "State",
      width: "7rem",
      cell: (row) => <State token={row} nowMs={nowMs} />,
    },
    { key: "owner", header: "Owner", cell: (row) => row.owner.name },
    {
      key: "scopes",
      header: "Scopes",
      secondary: true,
      cell: (row) => (
        <span className="text-xs">
          {row.scopes.length === scopesInAll ? "Everything" : row.scopes.join(", ")}
        </span>
      ),
    },
    { key: "expires", header: "Expires", cell: (row) => <RelativeTime value={row.expiresAt} /> },
    {
      key: "used",
      header: "Last used",
      cell: (row) => (row.lastUsedAt ? <RelativeTime value={row.lastUsedAt} /> : "Never"),
    },
    {
      key: "revoke",
      header: "Revoke",
      headerHidden: true,
      align: "end",
      cell: (row) =>
        row.revokedAt ? null : (
          <Button size="sm" onClick={() => setEnding(row)}>
            Revoke
          </Button>
        ),
    },
  ];
  return (
    <div className="space-y-4">
      <div className="flex justify-end">
        <Button
          variant="primary"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => void setOpen(true)}
        >
          Make a token
        </Button>
      </div>
      <DataTable
        caption="API tokens"
        rows={data.items}
        rowKey={(row) => row.id}
        columns={columns}
        empty={
          <EmptyState icon={<KeyRound aria-hidden />} title="No token">
            Make one for a pipeline or a script. Give it only the scopes it needs.
          </EmptyState>
        }
      />
      <Dialog
        open={open}
        onOpenChange={(next) => void setOpen(next ? true : null)}
        title="Make an API token"
        sticky
      >
        <CreateToken
          scopes={scopes}
          onCancel={() => void setOpen(null)}
          onMade={(token) => {
            void setOpen(null);
            setSecret(token);
          }}
        />
      </Dialog>
      <Dialog
        open={secret !== null}
        onOpenChange={(next) => !next && setSecret(null)}
        title="Your API token"
        held
      >
        {secret ? (
          <SecretOnce
            label="API token"
            value={secret}
            hint="Send it as Authorization: Bearer …"
            onDone={() => setSecret(null)}
          />
        ) : null}
      </Dialog>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(next) => !next && setEnding(null)}
        title={`Revoke ${ending?.name ?? "token"}?`}
        effects={["Whatever uses it is refused from the next request on."]}
        confirmLabel="Revoke token"
        onConfirm={async () => {
          if (ending) await revoke({ id: ending.id });
        }}
      />
    </div>
  );
}

function State({ token, nowMs }: { readonly token: ApiTokenView; readonly nowMs: number }) {
  if (token.revokedAt) return <StateBadge tone="off">Revoked</StateBadge>;
  if (Date.parse(token.expiresAt) <= nowMs) return <StateBadge tone="off">Expired</StateBadge>;
  return <StateBadge tone="good">Valid</StateBadge>;
}
