import { redirect } from "next/navigation";
import { Suspense, type ReactNode } from "react";
import { DenialBanner } from "#components/data/denial-banner.tsx";
import { ViewerProvider } from "#components/data/viewer-context.tsx";
import { ListProvider } from "#components/list/list-context.tsx";
import { ChannelMenu } from "#components/shell/channel-menu.tsx";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { rolePermissions, type ConsoleRole } from "#lib/auth/console-roles.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { may } from "#lib/auth/may.ts";
import { paths } from "#lib/client/paths.ts";
import type { Context } from "#lib/context.ts";
import { getDenials } from "#lib/denials/get-denials.ts";
import { listDevices } from "#lib/devices/list-devices.ts";
import { getPreferences } from "#lib/preferences/change-preferences.ts";
import { listViews } from "#lib/preferences/change-view.ts";
import { getReleaseStatus } from "#lib/releases/get-release-status.ts";

/** The frame of the console. It decides nothing: every verb does that on its own. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const ctx = await contextFromPage();
  const { actor } = ctx;
  if (actor.kind !== "user") redirect(paths.signIn());
  // Not a right, a courtesy: who has nothing to see here is led to the portal.
  if (actor.consoleRole === "user") redirect(paths.portal());
  const permissions = [...rolePermissions[actor.consoleRole]];
  const [{ channels, unpublished }, pendingDevices, preferences, views] = await Promise.all([
    getReleaseStatus(ctx, {}),
    countPendingDevices(ctx),
    getPreferences(ctx, {}),
    listViews(ctx, {}),
  ]);
  return (
    <ListProvider preferences={preferences} views={views.items} permissions={permissions}>
      <ConsoleShell
        channel={<ChannelMenu channels={channels} />}
        unpublished={{ count: unpublished.count, href: paths.publish() }}
        viewer={{ name: actor.name, detail: roleNames[actor.consoleRole] }}
        counts={{ devices: pendingDevices }}
        permissions={permissions}
        banner={
          // Apart, so that no page waits for the hours that are compared.
          <Suspense>
            <Denials ctx={ctx} />
          </Suspense>
        }
      >
        <ViewerProvider slug={actor.slug}>{children}</ViewerProvider>
      </ConsoleShell>
    </ListProvider>
  );
}

async function Denials({ ctx }: { readonly ctx: Context }) {
  if (!may(ctx.actor, "decisions:read")) return null;
  return <DenialBanner initial={await getDenials(ctx, {})} />;
}

/** What waits for somebody stands in the navigation. */
async function countPendingDevices(ctx: Context): Promise<number> {
  if (!may(ctx.actor, "devices:read")) return 0;
  return (await listDevices(ctx, { state: "pending", limit: 1 })).total ?? 0;
}

const roleNames: Readonly<Record<ConsoleRole, string>> = {
  owner: "Owner",
  administrator: "Administrator",
  author: "Policy author",
  approver: "Approver",
  auditor: "Auditor",
  user: "User",
};
