"use client";
import { useQuery } from "@tanstack/react-query";
import { Laptop, Pencil, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { deviceStateWords, platformWords } from "#components/identity/device-words.ts";
import { RenameDialog } from "#components/identity/rename-dialog.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { storedDeviceKey } from "#lib/client/stored-device-key.ts";
import { devices } from "#calls/devices";

type List = z.output<typeof devices.mine.output>;
type Device = List["items"][number];

type Props = {
  readonly title: string;
  readonly initial: List;
  readonly actions?: ReactNode;
};

/** My devices, in plain words. Approval arrives without a reload. */
export function MyDevices({ title, initial, actions }: Props) {
  const { data } = useRead(devices.mine, {}, initial, 3_000);
  const rename = useCall(devices.renameMine);
  const remove = useCall(devices.removeMine);
  const here = useThumbprintHere(data.items.length);
  const [renaming, setRenaming] = useState<Device | null>(null);
  const [removing, setRemoving] = useState<Device | null>(null);
  return (
    <Card
      title={title}
      description="Some APIs answer only to a device that is known here."
      actions={actions}
    >
      {data.items.length === 0 ? (
        <EmptyState icon={<Laptop aria-hidden />} title="No device yet">
          Add the one that you are using, or another computer. An administrator then says yes to it.
        </EmptyState>
      ) : null}
      <ul className="divide-y">
        {data.items.map((device) => (
          <li key={device.slug} className="flex items-start gap-3 py-3">
            <div className="min-w-0 flex-1 space-y-1">
              <p className="flex flex-wrap items-center gap-2 font-medium">
                {device.name}
                <StateBadge tone={deviceStateWords[device.state].tone}>
                  {deviceStateWords[device.state].word}
                </StateBadge>
                {device.keys.some((key) => key.thumbprint === here) ? (
                  <Badge tone="accent">This browser</Badge>
                ) : null}
              </p>
              <p className="text-sm text-muted">{deviceStateWords[device.state].meaning}</p>
              <p className="text-xs text-muted">
                {platformWords[device.platform]} · enrolled{" "}
                <RelativeTime value={device.createdAt} />
                {device.state !== "pending" && device.stateReason ? ` · ${device.stateReason}` : ""}
              </p>
            </div>
            {device.state === "revoked" ? null : (
              <>
                <IconButton
                  label={`Rename ${device.name}`}
                  icon={<Pencil aria-hidden className="size-4" />}
                  onClick={() => setRenaming(device)}
                />
                <IconButton
                  label={`Remove ${device.name}`}
                  icon={<Trash2 aria-hidden className="size-4" />}
                  onClick={() => setRemoving(device)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      <RenameDialog
        thing="device"
        current={renaming?.name ?? null}
        onClose={() => setRenaming(null)}
        onRename={async (name) => {
          if (renaming) await rename({ slug: renaming.slug, name });
        }}
      />
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={`Remove ${removing?.name ?? "device"}?`}
        effects={[
          "Its key is refused from now on, and with it every token that is bound to it.",
          "To use the device again, enroll it anew.",
        ]}
        confirmLabel="Remove device"
        onConfirm={async () => {
          if (removing) await remove({ slug: removing.slug });
        }}
      />
    </Card>
  );
}

/** Thumbprint of this browser's key, to mark its device; looked up again when the list changes. */
function useThumbprintHere(listLength: number): string | null {
  const { data } = useQuery({
    queryKey: ["thumbprint-here", listLength],
    queryFn: async () => (await storedDeviceKey())?.thumbprint ?? null,
    staleTime: Infinity,
  });
  return data ?? null;
}
