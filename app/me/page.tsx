import { MyDevices } from "./devices/_components/my-devices.tsx";
import { MyAccess } from "./_components/my-access.tsx";
import { MyPasskeys } from "./_components/my-passkeys.tsx";
import { MySessions } from "./_components/my-sessions.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { listPasskeys } from "#lib/authenticators/list-passkeys.ts";
import { paths } from "#lib/client/paths.ts";
import { listMyDevices } from "#lib/devices/list-devices.ts";
import { getMe } from "#lib/identities/me/get-me.ts";
import { listSessions } from "#lib/identities/sessions/revoke-session.ts";

/** Three cards, each about one thing a person has here; where they are signed in comes after. */
export default async function PortalPage() {
  const ctx = await contextFromPage();
  const [me, passkeys, devices, sessions] = await Promise.all([
    getMe(ctx, {}),
    listPasskeys(ctx, {}),
    listMyDevices(ctx, {}),
    listSessions(ctx, {}),
  ]);
  return (
    <>
      <PageHeader title={me.name} subtitle={me.email} />
      <MyPasskeys initial={passkeys} />
      <MyDevices
        title="Devices"
        initial={devices}
        actions={<ButtonLink href={paths.myDevices()}>Add a device</ButtonLink>}
      />
      <MyAccess me={me} />
      <MySessions initial={sessions} />
    </>
  );
}
