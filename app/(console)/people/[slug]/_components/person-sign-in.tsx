"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { agentName } from "#components/identity/agent-name.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { users, type UserDetail } from "#calls/identities/users";
import { sessions } from "#calls/identities/sessions";
import type { Rights } from "./person-detail.tsx";

type Props = { readonly person: UserDetail; readonly rights: Rights };
type Session = UserDetail["sessions"][number];

export function PersonSignIn({ person, rights }: Props) {
  const revokeAll = useCall(users.revokeSessions);
  const revokeOne = useCall(sessions.revokeOf);
  const [ending, setEnding] = useState<Session | "all" | null>(null);
  const reason = rights.write ? null : "Only administrators can end sessions.";
  return (
    <div className="space-y-5">
      <Card title="Passkeys" padding="none">
        {person.hasPassword ? (
          <Callout tone="warning" title="Signs in with a password" className="m-4">
            It ends with the first passkey.
          </Callout>
        ) : null}
        <DataTable
          bare
          caption="Passkeys"
          rows={person.passkeyList}
          rowKey={(each) => each.id}
          columns={[
            { key: "name", header: "Passkey", cell: (each) => each.name },
            {
              key: "kind",
              header: "Kind",
              cell: (each) => (each.synced ? "Synced" : "One device"),
            },
            {
              key: "made",
              header: "Added",
              cell: (each) => <RelativeTime value={each.createdAt} />,
            },
            {
              key: "used",
              header: "Last used",
              cell: (each) =>
                each.lastUsedAt ? <RelativeTime value={each.lastUsedAt} /> : "never",
            },
          ]}
          empty={
            <EmptyState icon={<KeyRound aria-hidden />} title="No passkey">
              This person can&apos;t meet policies that ask for one.
            </EmptyState>
          }
        />
      </Card>
      <Card
        title="Sessions"
        padding="none"
        actions={
          person.sessions.length > 0 ? (
            <Button disabledReason={reason} onClick={() => setEnding("all")}>
              End all
            </Button>
          ) : null
        }
      >
        <DataTable
          bare
          caption="Sessions"
          rows={person.sessions}
          rowKey={(each) => each.id}
          columns={[
            { key: "agent", header: "Browser", cell: (each) => agentName(each.agent) },
            { key: "ip", header: "Address", cell: (each) => each.ip ?? "–" },
            {
              key: "auth",
              header: "Verified",
              cell: (each) => <RelativeTime value={each.authTime} />,
            },
            {
              key: "seen",
              header: "Last seen",
              cell: (each) => <RelativeTime value={each.lastSeenAt} />,
            },
            {
              key: "end",
              header: "End",
              headerHidden: true,
              align: "end",
              cell: (each) => (
                <Button size="sm" disabledReason={reason} onClick={() => setEnding(each)}>
                  End
                </Button>
              ),
            },
          ]}
          empty={
            <EmptyState title="No open session">Nobody is signed in as this person.</EmptyState>
          }
        />
      </Card>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={ending === "all" ? `End all sessions of ${person.name}?` : "End this session?"}
        effects={[
          `${formatCount(ending === "all" ? person.sessions.length : 1, "session")} ends at once, here and at every enforcer.`,
          "Signing in again is possible.",
        ]}
        confirmLabel="End"
        onConfirm={async () => {
          if (ending === "all") await revokeAll({ slug: person.slug });
          else if (ending) await revokeOne({ slug: person.slug, id: ending.id });
        }}
      />
    </div>
  );
}
