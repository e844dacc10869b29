import type { Metadata } from "next";
import { EnrollDevice } from "./_components/enroll-device.tsx";
import { MyDevices } from "./_components/my-devices.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { listMyDevices } from "#lib/devices/list-devices.ts";

export const metadata: Metadata = { title: "My devices" };

export default async function MyDevicesPage() {
  const ctx = await contextFromPage();
  const initial = await listMyDevices(ctx, {});
  return (
    <>
      <PageHeader
        title="My devices"
        subtitle="What you call APIs from. Each device has a key that never leaves it, so that nobody can pretend to be it."
      />
      <MyDevices title="Enrolled" initial={initial} />
      <EnrollDevice />
    </>
  );
}
