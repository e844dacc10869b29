import Link from "next/link";
import type { ReactNode } from "react";
import { PaletteButton } from "#components/palette/palette-button.tsx";
import { buttonStyle } from "#components/ui/button-style.ts";
import { formatCount } from "#components/ui/format-number.ts";
import { paths } from "#lib/client/paths.ts";
import { AccountMenu } from "./account-menu.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { LiveChanges } from "./live-changes.tsx";
import { Logo } from "./logo.tsx";
import { NavigationDrawer } from "./navigation-drawer.tsx";
import { NavigationList } from "./navigation-list.tsx";
import { SkipLink } from "./skip-link.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import type { Viewer } from "./viewer.ts";

export type ConsoleShellProps = {
  readonly viewer: Viewer;
  readonly permissions: readonly string[];
  /** By navigation key: `{ devices: 2 }` wait for somebody. */
  readonly counts?: Readonly<Record<string, number>> | undefined;
  /** The channel that is shown and published to. */
  readonly channel?: ReactNode;
  readonly unpublished?: { readonly count: number; readonly href: string } | undefined;
  /** Above everything: something that concerns the whole console ("read-only while Postgres is away"). */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of the console: navigation on the left, state and account above, content in the middle. */
export function ConsoleShell({
  viewer,
  permissions,
  counts,
  channel,
  unpublished,
  banner,
  children,
}: ConsoleShellProps) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[var(--sidebar)_minmax(0,1fr)]">
      <SkipLink />
      <aside className="hidden border-r lg:block">
        <div className="sticky top-0 flex h-dvh flex-col overflow-y-auto px-3 pb-4">
          <Link
            href={paths.overview()}
            className="mb-3 flex h-(--topbar) shrink-0 items-center gap-2 rounded-md px-2 font-semibold tracking-tight outline-offset-[-3px]"
          >
            <Logo className="size-5.5" />
            Sallyport
          </Link>
          <NavigationList permissions={permissions} counts={counts} />
        </div>
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-30 flex h-(--topbar) items-center gap-2 border-b bg-canvas px-4 lg:px-8">
          <NavigationDrawer permissions={permissions} counts={counts} />
          <div className="flex min-w-0 flex-1 items-center gap-3 text-sm">{channel}</div>
          {unpublished && unpublished.count > 0 ? (
            <Link href={unpublished.href} className={buttonStyle("secondary", "sm", "min-w-0")}>
              <span aria-hidden className="size-2 rotate-45 rounded-[1px] bg-challenge" />
              <span className="max-sm:sr-only">
                {formatCount(unpublished.count, "unpublished change")}
              </span>
              <span aria-hidden className="sm:hidden">
                {unpublished.count}
              </span>
            </Link>
          ) : null}
          <PaletteButton permissions={permissions} />
          <ThemeSwitch />
          <AccountMenu viewer={viewer} leadsTo="portal" />
        </header>
        <ConnectionBanner />
        <LiveChanges />
        {banner}
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-360 px-4 py-6 outline-none lg:px-8"
        >
          {children}
        </main>
      </div>
    </div>
  );
}
