"use client";
import { KeyRound, Plus } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import type { z } from "zod";
import { useRead } from "#components/data/use-read.ts";
import type { ListAction } from "#components/list/list-action.ts";
import { ListView } from "#components/list/list-view.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { paths } from "#lib/client/paths.ts";
import { apiTokens, type ApiTokenView } from "#calls/identities/api-tokens";
import { CreateToken } from "./create-token.tsx";

type Props = {
  readonly input: z.output<typeof apiTokens.list.input>;
  readonly initial: z.output<typeof apiTokens.list.output>;
  readonly scopes: readonly string[];
  /** A token that has as many may do everything. */
  readonly scopesInAll: number;
};

const actions: readonly ListAction<ApiTokenView>[] = [
  {
    action: "apiTokens.revoke",
    label: "Revoke",
    danger: true,
    permission: "tokens:write",
    refusal: (row) => (row.revokedAt ? "Revoked already." : null),
    title: (what) => `Revoke ${what}?`,
    effects: (rows) => [
      `Whatever uses ${formatCount(rows.length, "token")} is refused from the next request on.`,
      `${formatCount(rows.filter((row) => row.lastUsedAt).length, "was", "were")} used before.`,
    ],
    input: ({ id }) => ({ id }),
  },
];

export function TokenManager({ input, initial, scopes, scopesInAll }: Props) {
  const { data } = useRead(apiTokens.list, input, initial);
  const [open, setOpen] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [nowMs] = useState(Date.now);
  const [secret, setSecret] = useState<string | null>(null);
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
      <ListView
        list="apiTokens.list"
        noun={{ one: "token", many: "tokens" }}
        caption="API tokens"
        search="Search tokens and owners"
        params={["q", "state"]}
        filters={
          <FilterSelect
            label="State"
            param="state"
            options={[
              { value: "valid", label: "Valid" },
              { value: "ended", label: "Revoked or expired" },
            ]}
          />
        }
        input={input}
        data={data}
        columns={tokenColumns(nowMs, scopesInAll)}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        links={(row) => [
          {
            kind: "link",
            label: "History",
            href: paths.audit({ targetKind: "api-token", targetId: row.id }),
          },
        ]}
        actions={actions}
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
    </div>
  );
}

function tokenColumns(nowMs: number, scopesInAll: number): readonly Column<ApiTokenView>[] {
  return [
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
      key: "created",
      header: "Made",
      optional: true,
      cell: (row) => <RelativeTime value={row.createdAt} />,
    },
  ];
}

function State({ token, nowMs }: { readonly token: ApiTokenView; readonly nowMs: number }) {
  if (token.revokedAt) return <StateBadge tone="off">Revoked</StateBadge>;
  if (Date.parse(token.expiresAt) <= nowMs) return <StateBadge tone="off">Expired</StateBadge>;
  return <StateBadge tone="good">Valid</StateBadge>;
}
