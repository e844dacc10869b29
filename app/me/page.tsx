import { MyAccess } from "./_components/my-access.tsx";
import { MyPasskeys } from "./_components/my-passkeys.tsx";
import { MySessions } from "./_components/my-sessions.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { contextFromPage } from "#lib/auth/context-from-page.ts";
import { listPasskeys } from "#lib/authenticators/list-passkeys.ts";
import { getMe } from "#lib/identities/me/get-me.ts";
import { listSessions } from "#lib/identities/sessions/revoke-session.ts";

export default async function PortalPage() {
  const ctx = await contextFromPage();
  const [me, passkeys, sessions] = await Promise.all([
    getMe(ctx, {}),
    listPasskeys(ctx, {}),
    listSessions(ctx, {}),
  ]);
  return (
    <>
      <PageHeader title={me.name} subtitle={me.email} />
      <MyPasskeys initial={passkeys} />
      <MyAccess me={me} />
      <MySessions initial={sessions} />
    </>
  );
}
