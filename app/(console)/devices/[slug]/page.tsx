import type { Metadata } from "next";
import { DeviceDetail } from "./_components/device-detail.tsx";
import { HistoryTable } from "#components/data/history-table.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { RecentDecisions } from "#components/data/recent-decisions.tsx";
import { readHistory } from "#lib/audit/read-history.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { readRecent } from "#lib/decisions/read-recent.ts";
import { getDevice } from "#lib/devices/list-devices.ts";

type Props = {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<{ readonly tab?: string }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `${(await params).slug} · Devices` };
}

export default async function DevicePage({ params, searchParams }: Props) {
  const ctx = await contextFromPage();
  const { slug } = await params;
  const { tab } = await searchParams;
  const initial = await orNotFound(getDevice(ctx, { slug }));
  const of = { targetKind: "device", targetId: slug };
  const filter = { device: slug };
  return (
    <DeviceDetail initial={initial} tab={tab} mayWrite={may(ctx.actor, "devices:write")}>
      {tab === "history" ? (
        <HistoryTable of={of} events={await readHistory(ctx, of)} />
      ) : tab === "decisions" ? (
        <RecentDecisions filter={filter} rows={await readRecent(ctx, filter)} />
      ) : null}
    </DeviceDetail>
  );
}
