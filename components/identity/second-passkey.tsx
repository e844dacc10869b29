"use client";
import { KeyRound, Smartphone } from "lucide-react";
import { useState } from "react";
import { AuthShell } from "#components/shell/auth-shell.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { addPasskey, type Place } from "#lib/client/ceremonies.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import type { Words } from "#lib/client/words.ts";
import { usePasskeyObstacle } from "./use-passkey-obstacle.ts";
import { WordsCallout } from "./words-callout.tsx";

type Props = { readonly isOwner: boolean; readonly leadsTo: string };

/** The moment to ask for a second one: now it is a minute's work, later it is a recovery. */
export function SecondPasskey({ isOwner, leadsTo }: Props) {
  const supported = usePasskeyObstacle() === null;
  const [busy, setBusy] = useState(false);
  const [added, setAdded] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const add = async (place: Place) => {
    setBusy(true);
    setProblem(null);
    try {
      await addPasskey(place);
      setAdded(true);
    } catch (error) {
      setProblem(ceremonyError(error).words);
    }
    setBusy(false);
  };
  return (
    <AuthShell
      title={added ? "You have two passkeys" : "You are in"}
      subtitle={textOf(added, supported, isOwner)}
    >
      <p role="status" className="sr-only">
        {added ? "Your second passkey was made." : "Your passkey was made."}
      </p>
      {problem ? <WordsCallout words={problem} /> : null}
      {added || !supported ? null : (
        <div className="space-y-3">
          <Button
            className="w-full"
            loading={busy}
            icon={<Smartphone aria-hidden className="size-4" />}
            onClick={() => void add("phone")}
          >
            Add one on my phone
          </Button>
          <Button
            className="w-full"
            disabledReason={busy ? "Finish what you began first." : null}
            icon={<KeyRound aria-hidden className="size-4" />}
            onClick={() => void add("here")}
          >
            Add a security key
          </Button>
        </div>
      )}
      <ButtonLink href={leadsTo} variant={added ? "primary" : "ghost"} className="w-full">
        {added ? "Continue" : "Later"}
      </ButtonLink>
    </AuthShell>
  );
}

function textOf(added: boolean, supported: boolean, isOwner: boolean): string {
  if (added) return "You can lose one and still get in.";
  if (!supported)
    return "Add a passkey as soon as you use a browser that has them; the password ends then.";
  return isOwner
    ? "Add a second passkey now: there is no other owner yet who could let you in when this one is lost."
    : "Add a second passkey now, or you depend on your administrator when this one is lost.";
}
