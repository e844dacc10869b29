"use client";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { useCall } from "#components/data/use-call.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { devices, type DeviceDetail } from "#calls/devices";
import { EditDevice } from "./edit-device.tsx";

type Action = "approve" | "quarantine" | "release" | "revoke";
type Props = { readonly device: DeviceDetail; readonly mayWrite: boolean };

const words: Readonly<
  Record<Action, { readonly label: string; readonly effects: readonly string[] }>
> = {
  approve: {
    label: "Approve device",
    effects: [
      "Its key counts as a trusted device at every enforcer at once.",
      "Approve only what you recognise: ask its owner when in doubt.",
    ],
  },
  quarantine: {
    label: "Quarantine device",
    effects: [
      "Calls from it are refused from the next request on.",
      "Its owner keeps their other devices; you can end the quarantine.",
    ],
  },
  release: { label: "End quarantine", effects: ["It counts as trusted again at once."] },
  revoke: {
    label: "Revoke device",
    effects: [
      "Its key and every token bound to it are refused from the next request on.",
      "This can't be undone: the owner enrolls it anew with a new key.",
    ],
  },
};

/** What stands beside the menu as a button of its own. */
function primaryOf(first: Action): Action | null {
  return first === "approve" || first === "release" ? first : null;
}

function questionOf(action: Action, name: string): string {
  if (action === "release") return `End the quarantine of ${name}?`;
  return `${{ approve: "Approve", quarantine: "Quarantine", revoke: "Revoke" }[action]} ${name}?`;
}

const possible: Readonly<Record<DeviceDetail["state"], readonly Action[]>> = {
  pending: ["approve", "quarantine", "revoke"],
  trusted: ["quarantine", "revoke"],
  quarantined: ["release", "revoke"],
  revoked: [],
};

export function DeviceActions({ device, mayWrite }: Props) {
  const calls: Readonly<
    Record<Action, (input: { slug: string; reason: string }) => Promise<unknown>>
  > = {
    approve: useCall(devices.approve),
    quarantine: useCall(devices.quarantine),
    release: useCall(devices.release),
    revoke: useCall(devices.revoke),
  };
  const [asking, setAsking] = useState<Action | null>(null);
  const [editing, setEditing] = useState(false);
  const reason = mayWrite ? null : "Only administrators can change devices.";
  const actions = possible[device.state];
  const first = actions[0];
  const calm = asking === "approve" || asking === "release";
  if (!first) return null;
  const button = primaryOf(first);
  return (
    <>
      <Button disabledReason={reason} onClick={() => setEditing(true)}>
        Edit
      </Button>
      {button ? (
        <Button variant="primary" disabledReason={reason} onClick={() => setAsking(button)}>
          {words[button].label}
        </Button>
      ) : null}
      <Menu
        trigger={<Button icon={<Ellipsis aria-hidden className="size-4" />}>Actions</Button>}
        items={actions
          .filter((action) => action !== button)
          .map((action) => ({
            kind: "action" as const,
            label: words[action].label,
            danger: action === "quarantine" || action === "revoke",
            disabledReason: reason,
            onSelect: () => setAsking(action),
          }))}
      />
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={asking ? questionOf(asking, device.name) : ""}
        effects={asking ? words[asking].effects : []}
        confirmLabel={asking ? words[asking].label : ""}
        tone={calm ? "normal" : "danger"}
        reason="required"
        onConfirm={async ({ reason: why }) => {
          if (asking) await calls[asking]({ slug: device.slug, reason: why });
        }}
      />
      <EditDevice device={device} open={editing} onClose={() => setEditing(false)} />
    </>
  );
}
