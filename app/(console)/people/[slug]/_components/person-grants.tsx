"use client";
import { Plus, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { GrantDialog } from "#components/identity/grant-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { grants } from "#calls/identities/grants";
import type { UserDetail } from "#lib/identities/users/contract.ts";
import type { Rights } from "./person-detail.tsx";

type Props = {
  readonly person: UserDetail;
  readonly roles: readonly { readonly value: string; readonly label: string }[];
  readonly rights: Rights;
};

/** Roles held now: why, from whom, until when. */
export function PersonGrants({ person, roles, rights }: Props) {
  const revoke = useCall(grants.revoke);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<UserDetail["grants"][number] | null>(null);
  const reason = rights.isSelf
    ? "Nobody gives or takes their own roles."
    : rights.write
      ? null
      : "Only administrators can change roles.";
  const open = roles.filter((role) => !person.grants.some((grant) => grant.role === role.value));
  return (
    <Card
      title="Roles"
      padding="none"
      actions={
        <Button
          icon={<Plus aria-hidden className="size-4" />}
          disabledReason={reason ?? (open.length === 0 ? "There is no other role." : null)}
          onClick={() => setAdding(true)}
        >
          Give a role
        </Button>
      }
    >
      <DataTable
        bare
        caption="Roles"
        rows={person.grants}
        rowKey={(grant) => grant.id}
        columns={[
          {
            key: "role",
            header: "Role",
            cell: (grant) => <TextLink href={paths.role(grant.role)}>{grant.roleName}</TextLink>,
          },
          { key: "reason", header: "Why", cell: (grant) => grant.reason },
          { key: "by", header: "Given by", cell: (grant) => grant.grantedBy ?? "–" },
          {
            key: "until",
            header: "Until",
            cell: (grant) =>
              grant.expiresAt ? <RelativeTime value={grant.expiresAt} /> : "No end",
          },
          {
            key: "end",
            header: "Take back",
            headerHidden: true,
            align: "end",
            cell: (grant) => (
              <Button
                size="sm"
                disabledReason={rights.write ? null : reason}
                onClick={() => setEnding(grant)}
              >
                Take back
              </Button>
            ),
          },
        ]}
        empty={
          <EmptyState icon={<ShieldCheck aria-hidden />} title="No role">
            Policies name roles: without one, only what is open to everybody is allowed.
          </EmptyState>
        }
      />
      <GrantDialog
        open={adding}
        user={{ slug: person.slug, name: person.name }}
        roles={open}
        onClose={() => setAdding(false)}
      />
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(next) => !next && setEnding(null)}
        title={`Take ${ending?.roleName ?? "the role"} back from ${person.name}?`}
        effects={["What only this role permits is refused from the next request on."]}
        confirmLabel="Take back"
        onConfirm={async () => {
          if (ending) await revoke({ id: ending.id });
        }}
      />
    </Card>
  );
}
