import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthShell } from "#components/shell/auth-shell.tsx";
import { contextOrAnonymous } from "#lib/auth/context-from-page.ts";
import { localPath } from "#lib/auth/local-path.ts";
import { SignInCard } from "#components/identity/sign-in-card.tsx";

export const metadata: Metadata = { title: "Sign in" };

type Props = {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
};

export default async function SignInPage({ searchParams }: Props) {
  const params = await searchParams;
  const next = localPath(typeof params["next"] === "string" ? params["next"] : "/");
  const { actor } = await contextOrAnonymous();
  if (actor.kind === "user") redirect(next);
  const reason = typeof params["error"] === "string" ? params["error"] : null;
  return (
    <AuthShell
      title="Sign in"
      subtitle="With the passkey of this device, of your phone, or of a security key."
      footer="No passkey yet? Open the invitation link that you were given. Lost it? An administrator can make you a recovery link."
    >
      <SignInCard next={next} reason={reason} />
    </AuthShell>
  );
}
