import type { Metadata } from "next";
import { DenialBoard } from "./_components/denial-board.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import { getDenials } from "#lib/denials/get-denials.ts";

export const metadata: Metadata = { title: "Why is everything denied?" };

export default async function DenialsPage() {
  const ctx = await contextFromPage();
  const initial = await getDenials(ctx, {});
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: "Decisions", href: paths.decisions() }]}
        title="Why is everything denied?"
        subtitle="The last five minutes, against what each enforcer denied of each API in the six hours before."
      />
      <DenialBoard initial={initial} mayPublish={may(ctx.actor, "releases:publish")} />
    </>
  );
}
