import Link from "next/link";
import type { ReactNode } from "react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { paths } from "#lib/client/paths.ts";
import { AccountMenu } from "./account-menu.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { LiveChanges } from "./live-changes.tsx";
import { Logo } from "./logo.tsx";
import { SkipLink } from "./skip-link.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import type { Viewer } from "./viewer.ts";

export type PortalShellProps = {
  readonly viewer: Viewer;
  /** Whether this person has rights in the console. */
  readonly toConsole?: boolean;
  readonly children: ReactNode;
};

/** The frame of a user's own pages: one narrow column, made for a phone first. */
export function PortalShell({ viewer, toConsole = false, children }: PortalShellProps) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="border-b bg-surface">
        <div className="mx-auto flex h-14 max-w-3xl items-center gap-2 px-4">
          <Link
            href={paths.portal()}
            className="flex min-h-11 flex-1 items-center gap-2 font-semibold tracking-tight"
          >
            <Logo />
            Sallyport
          </Link>
          {toConsole ? (
            <ButtonLink href={paths.overview()} size="sm">
              Console
            </ButtonLink>
          ) : null}
          <ThemeSwitch />
          <AccountMenu viewer={viewer} leadsTo={toConsole ? "console" : "nowhere"} />
        </div>
      </header>
      <ConnectionBanner />
      <LiveChanges />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-3xl space-y-5 px-4 py-6 outline-none sm:py-10"
      >
        {children}
      </main>
    </div>
  );
}
