"use client";
import { useState } from "react";
import { makeFirstPasskey, type Newcomer, type Place } from "#lib/client/ceremonies.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import { enter } from "#lib/client/enter.ts";
import { paths } from "#lib/client/paths.ts";
import { wordsFor, type Words } from "#lib/client/words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { AuthShell } from "#components/shell/auth-shell.tsx";
import { CreatePasskey } from "./create-passkey.tsx";
import { NewcomerForm } from "./newcomer-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SecondPasskey } from "./second-passkey.tsx";
import { usePasskeyObstacle } from "./use-passkey-obstacle.ts";
import { WordsCallout } from "./words-callout.tsx";

type Props = {
  readonly token: string;
  readonly purpose: "firstRun" | "invitation" | "recovery";
  readonly email: string | null;
  readonly title: string;
  readonly subtitle: string;
  /** Somebody's session is open in this browser: the link may not be theirs. */
  readonly signedInAs: string | null;
};

/** The one screen of a link: who you are (first run only), your passkey, and a second one. */
export function AcceptCard({ token, purpose, email, title, subtitle, signedInAs }: Props) {
  const obstacle = usePasskeyObstacle();
  const [newcomer, setNewcomer] = useState<Newcomer | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const [done, setDone] = useState(false);
  const leadsTo = purpose === "firstRun" ? paths.overview() : paths.portal();

  const run = async (way: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await way();
      // The link is used up: it has no place in the history any more.
      window.history.replaceState(null, "", window.location.pathname);
      setDone(true);
    } catch (error) {
      setProblem(ceremonyError(error).words);
    }
    setBusy(false);
  };
  const withPasskey = async (place: Place) => {
    const response = await makeFirstPasskey(token, newcomer, place);
    await enter("invitation", { token, response: JSON.stringify(response) });
  };
  const withPassword = (password: string) =>
    enter("invitation-password", { token, password, newcomer: JSON.stringify(newcomer) });

  if (done) return <SecondPasskey isOwner={purpose === "firstRun"} leadsTo={leadsTo} />;
  if (purpose === "firstRun" && newcomer === null)
    return (
      <AuthShell title={title} subtitle={subtitle}>
        <NewcomerForm onDone={setNewcomer} />
      </AuthShell>
    );
  return (
    <AuthShell title={title} subtitle={subtitle}>
      {problem ? <WordsCallout words={problem} /> : <OpenSession name={signedInAs} />}
      {obstacle === null ? (
        <CreatePasskey busy={busy} onCreate={(place) => void run(() => withPasskey(place))} />
      ) : (
        <WithoutPasskey
          obstacle={obstacle}
          busy={busy}
          email={email ?? newcomer?.email}
          offered={purpose !== "recovery"}
          onPassword={(password) => void run(() => withPassword(password))}
        />
      )}
    </AuthShell>
  );
}

/** A browser where somebody is signed in already: the link may not be theirs. */
function OpenSession({ name }: { readonly name: string | null }) {
  if (name === null) return null;
  return (
    <Callout tone="warning" title={`You are signed in as ${name}`}>
      {wordsFor("invitation-signed-in").text}
    </Callout>
  );
}

type WithoutProps = {
  readonly obstacle: string;
  readonly busy: boolean;
  readonly email: string | undefined;
  readonly offered: boolean;
  readonly onPassword: (password: string) => void;
};

/** A browser without WebAuthn: a password for now, but never for getting back in. */
function WithoutPasskey({ obstacle, busy, email, offered, onPassword }: WithoutProps) {
  return (
    <>
      <WordsCallout words={wordsFor(obstacle)} tone="info" live={false} />
      {/* At an address without https a password would travel in the clear. */}
      {offered && obstacle === "unsupported" ? (
        <PasswordForm
          action="Continue with a password"
          busy={busy}
          email={email ?? ""}
          isNew
          onSubmit={(_email, password) => onPassword(password)}
        />
      ) : null}
    </>
  );
}
