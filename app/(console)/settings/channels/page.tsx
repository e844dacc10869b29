import type { Metadata } from "next";
import { ChannelBoard } from "./_components/channel-board.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { paths } from "#lib/client/paths.ts";

export const metadata: Metadata = { title: "Channels" };

export default async function ChannelsPage() {
  const ctx = await contextFromPage();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Settings", href: paths.settings() }]}
        title="Channels"
        subtitle="What groups of enforcers follow. Releases are published to the first and promoted from each to the next; nothing of one reaches another otherwise."
      />
      <ChannelBoard
        initial={await listChannels(ctx, {})}
        mayWrite={may(ctx.actor, "settings:write")}
      />
    </>
  );
}
