import { ButtonLink } from "#components/ui/button-link.tsx";
import { AuthShell } from "#components/shell/auth-shell.tsx";
import { paths } from "#lib/client/paths.ts";
import { wordsFor } from "#lib/client/words.ts";
import { AcceptCard } from "./accept-card.tsx";

type Description =
  | {
      readonly ok: true;
      readonly purpose: "firstRun" | "invitation" | "recovery";
      readonly name: string | null;
      readonly email: string | null;
    }
  | { readonly ok: false; readonly reason: string };

const titles = {
  firstRun: "Make this deployment yours",
  invitation: "Welcome",
  recovery: "Get back in",
} as const;

const subtitles = {
  firstRun: "You become its owner. Two answers, then your passkey.",
  invitation: "One step: your passkey.",
  recovery: "Make a new passkey. Your old ones and your open sessions end with it.",
} as const;

type Props = {
  readonly token: string;
  readonly description: Description;
  readonly signedInAs: string | null;
};

/** The page of a one-time link, or the words for why it does not work. */
export function InvitationPage({ token, description, signedInAs }: Props) {
  if (!description.ok) {
    const words = wordsFor(description.reason);
    return (
      <AuthShell title={words.title} subtitle={words.text}>
        {signedInAs ? (
          <ButtonLink href={paths.portal()}>Go on as {signedInAs}</ButtonLink>
        ) : (
          <ButtonLink href={paths.signIn()}>Go to sign-in</ButtonLink>
        )}
      </AuthShell>
    );
  }
  const { purpose, name, email } = description;
  return (
    <AcceptCard
      token={token}
      purpose={purpose}
      signedInAs={signedInAs}
      email={email}
      title={name ? `${titles[purpose]}, ${name}` : titles[purpose]}
      subtitle={subtitles[purpose]}
    />
  );
}
