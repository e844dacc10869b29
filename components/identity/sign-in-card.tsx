"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { signInWithPasskey } from "#lib/client/ceremonies.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import { enter } from "#lib/client/enter.ts";
import { wordsFor, type Words } from "#lib/client/words.ts";
import { PasswordForm } from "./password-form.tsx";
import { usePasskeyObstacle } from "./use-passkey-obstacle.ts";
import { WordsCallout } from "./words-callout.tsx";

type Props = {
  /** A path on this origin, checked by the server. */
  readonly next: string;
  /** A reason code that somebody was sent here with. */
  readonly reason: string | null;
};

/** One button: the passkey knows who somebody is. */
export function SignInCard({ next, reason }: Props) {
  const obstacle = usePasskeyObstacle();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Words | null>(reason ? wordsFor(reason) : null);

  const run = async (way: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await way();
      // A whole new page: nothing of an earlier session stays in memory.
      window.location.assign(next);
    } catch (error) {
      setProblem(ceremonyError(error).words);
      setBusy(false);
    }
  };
  return (
    <>
      {problem ? <WordsCallout words={problem} /> : null}
      {obstacle === null ? (
        <Button
          variant="primary"
          size="lg"
          className="w-full"
          loading={busy}
          icon={<KeyRound aria-hidden className="size-4" />}
          onClick={() => void run(signInWithPasskey)}
        >
          Sign in with a passkey
        </Button>
      ) : (
        <>
          <WordsCallout words={wordsFor(obstacle)} tone="info" live={false} />
          {obstacle === "unsupported" ? (
            <PasswordForm
              action="Sign in with password"
              busy={busy}
              email={null}
              isNew={false}
              onSubmit={(email, password) => void run(() => enter("password", { email, password }))}
            />
          ) : null}
        </>
      )}
    </>
  );
}
