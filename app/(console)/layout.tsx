import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { rolePermissions, type ConsoleRole } from "#lib/auth/console-roles.ts";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { paths } from "#lib/client/paths.ts";

/** The frame of the console. It decides nothing: every verb does that on its own. */
export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const { actor } = await contextFromPage();
  if (actor.kind !== "user") redirect(paths.signIn());
  // Not a right, a courtesy: who has nothing to see here is led to the portal.
  if (actor.consoleRole === "user") redirect(paths.portal());
  return (
    <ConsoleShell
      viewer={{ name: actor.name, detail: roleNames[actor.consoleRole] }}
      permissions={[...rolePermissions[actor.consoleRole]]}
    >
      {children}
    </ConsoleShell>
  );
}

const roleNames: Readonly<Record<ConsoleRole, string>> = {
  owner: "Owner",
  administrator: "Administrator",
  author: "Policy author",
  approver: "Approver",
  auditor: "Auditor",
  user: "User",
};
