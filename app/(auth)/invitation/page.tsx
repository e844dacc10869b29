import type { Metadata } from "next";
import { contextOrAnonymous } from "#lib/auth/context-from-page.ts";
import { describeInvitation } from "#lib/authenticators/describe-invitation.ts";
import { InvitationPage } from "#components/identity/invitation-page.tsx";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

type Props = { readonly searchParams: Promise<{ readonly token?: string | string[] }> };

export default async function InvitationLinkPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  const [description, { actor }] = await Promise.all([
    describeInvitation(text),
    contextOrAnonymous(),
  ]);
  const signedInAs = actor.kind === "user" ? actor.name : null;
  return <InvitationPage token={text} description={description} signedInAs={signedInAs} />;
}
