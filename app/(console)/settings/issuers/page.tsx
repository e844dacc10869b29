import type { Metadata } from "next";
import { IssuerBoard } from "./_components/issuer-board.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import { listIssuers } from "#lib/issuers/list-issuers.ts";

export const metadata: Metadata = { title: "Token issuers" };

export default async function IssuersPage() {
  const ctx = await contextFromPage();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Settings", href: paths.settings() }]}
        title="Token issuers"
        subtitle="Identity providers whose access tokens count besides our own. A token has to be for the API that is called, of type at+jwt, and an hour old at most."
      />
      <IssuerBoard
        initial={await listIssuers(ctx, {})}
        mayWrite={may(ctx.actor, "settings:write")}
      />
    </>
  );
}
