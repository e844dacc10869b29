import type { Metadata } from "next";
import { DeviceDetail } from "./_components/device-detail.tsx";
import { orNotFound } from "#components/data/or-not-found.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { getDevice } from "#lib/devices/list-devices.ts";

type Props = { readonly params: Promise<{ readonly slug: string }> };

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `${(await params).slug} · Devices` };
}

export default async function DevicePage({ params }: Props) {
  const ctx = await contextFromPage();
  const initial = await orNotFound(getDevice(ctx, { slug: (await params).slug }));
  return <DeviceDetail initial={initial} mayWrite={may(ctx.actor, "devices:write")} />;
}
