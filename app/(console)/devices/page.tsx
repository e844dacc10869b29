import type { Metadata } from "next";
import { DeviceList } from "./_components/device-list.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { searchInput, type SearchParams } from "#lib/client/search-input.ts";
import { devices } from "#lib/devices/contract.ts";
import { listDevices } from "#lib/devices/list-devices.ts";

export const metadata: Metadata = { title: "Devices" };

type Props = { readonly searchParams: Promise<SearchParams> };

export default async function DevicesPage({ searchParams }: Props) {
  const ctx = await contextFromPage();
  const input = searchInput(devices.list.input, await searchParams);
  const initial = await listDevices(ctx, input);
  return (
    <>
      <PageHeader
        title="Devices"
        subtitle="What people call APIs from. They enroll them in the portal; here they are approved."
      />
      <DeviceList input={input} initial={initial} />
    </>
  );
}
