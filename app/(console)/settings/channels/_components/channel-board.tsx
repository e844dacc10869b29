"use client";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { useCall } from "#components/data/use-call.ts";
import { useRead } from "#components/data/use-read.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatCount } from "#components/ui/format-number.ts";
import { TextLink } from "#components/ui/text-link.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { CreateChannel } from "./create-channel.tsx";
import { channels, type channelView } from "#calls/channels";
import { paths } from "#lib/client/paths.ts";

export type Channel = z.output<typeof channelView>;
type Props = {
  readonly initial: z.output<typeof channels.list.output>;
  readonly mayWrite: boolean;
};

/** The chain, in its order. */
export function ChannelBoard({ initial, mayWrite }: Props) {
  const { data } = useRead(channels.list, {}, initial, 5_000);
  const retire = useCall(channels.retire);
  const toast = useToast();
  const [creating, setCreating] = useState(false);
  const [ending, setEnding] = useState<Channel | null>(null);
  const last = data.items.at(-1)?.slug;
  return (
    <div className="max-w-3xl space-y-4">
      <div className="flex justify-end">
        <Button
          variant="primary"
          icon={<Plus aria-hidden className="size-4" />}
          disabledReason={mayWrite ? null : "Only administrators can add a channel."}
          onClick={() => setCreating(true)}
        >
          Add a channel
        </Button>
      </div>
      <DataTable
        caption="Channels, in the order in which a release passes them"
        rows={data.items}
        rowKey={({ slug }) => slug}
        columns={columnsOf(last, mayWrite, setEnding)}
      />
      <Dialog open={creating} onOpenChange={setCreating} title="Add a channel" sticky>
        <CreateChannel channels={data.items} onDone={() => setCreating(false)} />
      </Dialog>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(next) => !next && setEnding(null)}
        title={`Retire the channel ${ending?.name ?? ""}?`}
        effects={[
          "Nothing is published to it any more; its releases stay on record.",
          "It is refused while an enforcer follows it.",
        ]}
        confirmLabel="Retire channel"
        onConfirm={async () => {
          if (!ending) return;
          await retire({ slug: ending.slug });
          toast.success("Channel retired");
        }}
      />
    </div>
  );
}

function columnsOf(
  last: string | undefined,
  mayWrite: boolean,
  onRetire: (channel: Channel) => void,
): readonly Column<Channel>[] {
  return [
    { key: "name", header: "Channel", cell: (row) => row.name },
    {
      key: "release",
      header: "In force",
      cell: (row) =>
        row.release === null ? (
          <span className="text-muted">Nothing yet: its enforcers deny everything</span>
        ) : (
          <TextLink href={paths.release(row.release)}>Release {row.release}</TextLink>
        ),
    },
    {
      key: "enforcers",
      header: "Followed by",
      cell: (row) => (
        <TextLink href={paths.enforcers({ channel: row.slug })}>
          {formatCount(row.enforcers, "enforcer")}
        </TextLink>
      ),
    },
    {
      key: "actions",
      header: "Actions",
      headerHidden: true,
      align: "end",
      cell: (row) =>
        row.slug === last || !mayWrite ? null : (
          <Button size="sm" variant="ghost" onClick={() => onRetire(row)}>
            Retire<span className="sr-only"> {row.name}</span>
          </Button>
        ),
    },
  ];
}
