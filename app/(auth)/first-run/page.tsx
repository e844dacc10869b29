import type { Metadata } from "next";
import { describeInvitation } from "#lib/authenticators/describe-invitation.ts";
import { InvitationPage } from "#components/identity/invitation-page.tsx";

export const metadata: Metadata = { title: "First run", referrer: "no-referrer" };

type Props = { readonly searchParams: Promise<{ readonly token?: string | string[] }> };

export default async function FirstRunPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const text = typeof token === "string" ? token : "";
  return <InvitationPage token={text} description={await describeInvitation(text)} />;
}
