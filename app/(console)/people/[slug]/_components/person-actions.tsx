"use client";
import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { LinkDialog } from "#components/identity/link-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog, type ConfirmDialogProps } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { Menu } from "#components/ui/menu.tsx";
import { paths } from "#lib/client/paths.ts";
import { users, type UserDetail } from "#calls/identities/users";
import { EditPerson } from "./edit-person.tsx";
import type { Rights } from "./person-detail.tsx";

type Action = "suspend" | "reactivate" | "reinvite" | "recover" | "remove";
type Question = Omit<ConfirmDialogProps, "open" | "onOpenChange">;
type Props = { readonly person: UserDetail; readonly rights: Rights };

const forbidden = "Only administrators can do this.";
const alone = "Ask another administrator: nobody does this to themselves.";

export function PersonActions({ person, rights }: Props) {
  const router = useRouter();
  const suspend = useCall(users.suspend);
  const reactivate = useCall(users.reactivate);
  const reinvite = useCall(users.reinvite);
  const recover = useCall(users.recover);
  const remove = useCall(users.remove);
  const [asking, setAsking] = useState<Action | null>(null);
  const [editing, setEditing] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const { slug, name } = person;
  const sessions = formatCount(person.sessions.length, "session");

  const questions: Readonly<Record<Action, Question>> = {
    suspend: {
      title: `Suspend ${name}?`,
      effects: [
        `${formatCount(person.sessions.length, "session ends", "sessions end")} at once.`,
        "Every enforcer refuses this person from the next request on.",
        "Roles, passkeys and devices are kept.",
      ],
      confirmLabel: "Suspend",
      reason: "required",
      onConfirm: async ({ reason }) => void (await suspend({ slug, reason })),
    },
    reactivate: {
      title: `End the suspension of ${name}?`,
      effects: [`They can sign in again and hold ${formatCount(person.grants.length, "role")}.`],
      confirmLabel: "Reactivate",
      tone: "normal",
      reason: "required",
      onConfirm: async ({ reason }) => void (await reactivate({ slug, reason })),
    },
    reinvite: {
      title: `New invitation for ${name}?`,
      effects: ["The earlier link stops working."],
      confirmLabel: "Make a new link",
      tone: "normal",
      onConfirm: async () => setLink((await reinvite({ slug })).link),
    },
    recover: {
      title: `Recovery link for ${name}?`,
      effects: [
        "Whoever has the link becomes this person. Make sure who asks for it.",
        `When it is used, ${formatCount(person.passkeys, "old passkey")} and all sessions end.`,
        "It works once, for an hour.",
      ],
      confirmLabel: "Make a recovery link",
      reason: "required",
      onConfirm: async ({ reason }) => setLink((await recover({ slug, reason })).link),
    },
    remove: {
      title: `Erase ${name}?`,
      effects: [
        "Name, address, attributes and passkeys are erased. This can't be undone.",
        `${sessions} and ${formatCount(person.deviceList.length, "device")} end.`,
        "Decisions and audit events keep the id.",
      ],
      confirmLabel: "Erase person",
      typed: slug,
      onConfirm: async () => {
        await remove({ slug });
        router.push(paths.people());
      },
    },
  };
  const notMine = rights.write ? null : forbidden;
  const self = rights.isSelf ? alone : null;
  const item = (action: Action, label: string, disabledReason: string | null, danger = false) =>
    ({
      kind: "action",
      label,
      danger,
      disabledReason,
      onSelect: () => setAsking(action),
    }) as const;
  return (
    <>
      <Button disabledReason={notMine} onClick={() => setEditing(true)}>
        Edit
      </Button>
      <Menu
        trigger={<Button icon={<Ellipsis aria-hidden className="size-4" />}>Actions</Button>}
        items={[
          ...(person.state === "invited"
            ? [item("reinvite", "New invitation link", notMine)]
            : [item("recover", "Recovery link", rights.administer ? self : forbidden)]),
          { kind: "separator" },
          person.state === "suspended"
            ? item("reactivate", "Reactivate", notMine)
            : item("suspend", "Suspend", notMine ?? self, true),
          item("remove", "Erase", notMine ?? self, true),
        ]}
      />
      {asking ? (
        <ConfirmDialog
          {...questions[asking]}
          open
          onOpenChange={(open) => !open && setAsking(null)}
        />
      ) : null}
      <EditPerson
        person={person}
        rights={rights}
        open={editing}
        onClose={() => setEditing(false)}
      />
      <LinkDialog
        title={`One-time link for ${name}`}
        hint="Send it to them over a channel you trust."
        link={link}
        onDone={() => setLink(null)}
      />
    </>
  );
}
