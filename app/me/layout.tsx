import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { PortalNavigation } from "./_components/portal-navigation.tsx";
import { ViewerProvider } from "#components/data/viewer-context.tsx";
import { PortalShell } from "#components/shell/portal-shell.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";

export const metadata: Metadata = {
  title: { default: "My access", template: "%s · Sallyport" },
};

/** The frame of the portal. It decides nothing: every verb does that on its own. */
export default async function PortalLayout({ children }: { readonly children: ReactNode }) {
  const { actor } = await contextFromPage();
  if (actor.kind !== "user") redirect(paths.signIn());
  return (
    <PortalShell
      viewer={{ name: actor.name, detail: actor.slug }}
      toConsole={actor.consoleRole !== "user"}
    >
      <PortalNavigation />
      <ViewerProvider slug={actor.slug}>{children}</ViewerProvider>
    </PortalShell>
  );
}
