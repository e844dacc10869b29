"use client";
import { KeyRound } from "lucide-react";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { signInWithPasskey, stepUpWithPasskey } from "#lib/client/ceremonies.ts";
import { CeremonyError, ceremonyError } from "#lib/client/ceremony-error.ts";
import { wordsFor, type Words } from "#lib/client/words.ts";
import { StepUpContext, type StepUp, type StepUpReason } from "./step-up-context.ts";

type Waiting = { readonly resolve: () => void; readonly reject: (error: Error) => void };

/**
 * Asks for the passkey when a write needs a younger ceremony, or when the session ended while somebody was writing;
 * the write goes on by itself afterwards, and what was entered is never lost.
 */
export function StepUpProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState<StepUpReason>("ceremony-required");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  // Several writes at once are asked for together.
  const waiting = useRef<Waiting[]>([]);

  const stepUp = useCallback<StepUp>(
    (reason = "ceremony-required") =>
      new Promise((resolve, reject) => {
        waiting.current.push({ resolve, reject });
        setWhy(reason);
        setProblem(null);
        setOpen(true);
      }),
    [],
  );
  const end = (settle: (each: Waiting) => void) => {
    setOpen(false);
    for (const each of waiting.current.splice(0)) settle(each);
  };
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await (why === "session-ended" ? signInWithPasskey() : stepUpWithPasskey());
      end((each) => each.resolve());
    } catch (error) {
      setProblem(ceremonyError(error).words);
    }
    setBusy(false);
  };
  return (
    <StepUpContext value={stepUp}>
      {children}
      <Dialog
        open={open}
        onOpenChange={(next) => {
          if (!next)
            end((each) =>
              each.reject(new CeremonyError(why === "session-ended" ? why : "cancelled")),
            );
        }}
        size="sm"
        title={wordsFor(why).title}
        description={wordsFor(why).text}
        footer={
          <Button
            variant="primary"
            loading={busy}
            icon={<KeyRound aria-hidden className="size-4" />}
            onClick={() => void confirm()}
          >
            {why === "session-ended" ? "Sign in with a passkey" : "Confirm with passkey"}
          </Button>
        }
      >
        {problem ? (
          <Callout tone="warning" title={problem.title} live>
            {problem.text}
          </Callout>
        ) : null}
      </Dialog>
    </StepUpContext>
  );
}
