import type { Metadata } from "next";
import { KeyBoard } from "./_components/key-board.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import { listKeys } from "#lib/keys/list-keys.ts";

export const metadata: Metadata = { title: "Signing keys" };

export default async function KeysPage() {
  const ctx = await contextFromPage();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Settings", href: paths.settings() }]}
        title="Signing keys"
        subtitle="What enforcers trust. The authority holds the private halves; this console never sees one."
      />
      <KeyBoard initial={await listKeys(ctx, {})} mayWrite={may(ctx.actor, "settings:write")} />
    </>
  );
}
