import type { Metadata } from "next";
import { ConnectForm } from "./_components/connect-form.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { listChannels } from "#lib/channels/list-channels.ts";
import { paths } from "#lib/client/paths.ts";

export const metadata: Metadata = { title: "Connect an enforcer" };

export default async function NewEnforcerPage() {
  const ctx = await contextFromPage();
  const { items } = await listChannels(ctx, {});
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Enforcers", href: paths.enforcers() }]}
        title="Connect an enforcer"
        subtitle="Name it, copy its credential and configuration, start it. It turns live here by itself."
      />
      <ConnectForm channels={items} />
    </>
  );
}
