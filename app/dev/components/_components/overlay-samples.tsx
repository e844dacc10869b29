"use client";
import { Ellipsis, Laptop, Pencil, ShieldX } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { useToast } from "#components/ui/use-toast.ts";

/** What lies above the page. */
export function OverlaySamples() {
  const [open, setOpen] = useState<Opened>(null);
  const toast = useToast();
  const close = () => setOpen(null);
  return (
    <Card title="Dialogs, menus, toasts">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setOpen("dialog")}>Dialog</Button>
        <Button onClick={() => setOpen("confirm")}>Confirmation</Button>
        <Button variant="danger-quiet" onClick={() => setOpen("typed")}>
          Dangerous confirmation
        </Button>
        <Button onClick={() => setOpen("secret")}>Secret</Button>
        <Menu
          trigger={
            <IconButton
              label="Actions for Sam's laptop"
              variant="secondary"
              icon={<Ellipsis aria-hidden className="size-4" />}
            />
          }
          items={[
            { kind: "heading", label: "Sam's laptop", detail: "sam-laptop" },
            { kind: "separator" },
            { kind: "link", label: "Open", icon: <Laptop aria-hidden />, href: "/dev/components" },
            {
              kind: "action",
              label: "Rename",
              icon: <Pencil aria-hidden />,
              onSelect: () => toast.info("Renamed"),
            },
            {
              kind: "action",
              label: "Approve",
              onSelect: close,
              disabledReason: "It is approved already",
            },
            { kind: "separator" },
            {
              kind: "action",
              label: "Quarantine",
              icon: <ShieldX aria-hidden />,
              danger: true,
              onSelect: () => setOpen("confirm"),
            },
          ]}
        />
        <Button
          onClick={() =>
            toast.success("Role created", "support-agent can be named in policies now.")
          }
        >
          Toast
        </Button>
        <Button
          onClick={() =>
            toast.error(
              "The device was not revoked",
              "The database can't be reached. Nothing was changed.",
            )
          }
        >
          Error toast
        </Button>
      </div>
      <Dialogs open={open} close={close} />
    </Card>
  );
}

type Opened = "dialog" | "confirm" | "typed" | "secret" | null;

function Dialogs({ open, close }: { readonly open: Opened; readonly close: () => void }) {
  const toast = useToast();
  return (
    <>
      <Dialog
        open={open === "dialog"}
        onOpenChange={close}
        title="Rename device"
        description="The name is for people; policies do not use it."
        footer={
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" onClick={close}>
              Rename
            </Button>
          </>
        }
      >
        <Input aria-label="Name" defaultValue="Sam's laptop" />
      </Dialog>
      <ConfirmDialog
        open={open === "confirm"}
        onOpenChange={close}
        title="Quarantine Sam's laptop?"
        effects={[
          "Every request from it is denied within a second.",
          "2 sessions stay signed in, but need another device.",
          "Sam sees why in the portal.",
        ]}
        confirmLabel="Quarantine device"
        reason="required"
        onConfirm={async () => toast.success("Sam's laptop is quarantined")}
      />
      <ConfirmDialog
        open={open === "typed"}
        onOpenChange={close}
        title="Remove the API payments?"
        effects={[
          "148 operations are removed.",
          "3 policies name it and stop publishing until they are changed.",
        ]}
        confirmLabel="Remove API"
        typed="payments"
        onConfirm={async () => {
          throw new Error("The policy refunds still permits an operation of it.");
        }}
      />
      <Dialog open={open === "secret"} onOpenChange={close} title="Credential of edge-1" sticky>
        <SecretOnce
          label="Enforcer credential"
          value="spe_3dXw0F0yH8m7q1n5V9bQeR2tY6uI4oP8aS1dF3gH5jK"
          hint="Give it to the enforcer as SALLYPORT_TOKEN."
          onDone={close}
        />
      </Dialog>
    </>
  );
}
