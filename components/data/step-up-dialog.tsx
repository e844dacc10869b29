"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import type { StepUpReason } from "./step-up-context.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { signInWithPasskey, stepUpWithPasskey } from "#lib/client/ceremonies.ts";
import { ceremonyError } from "#lib/client/ceremony-error.ts";
import { wordsFor, type Words } from "#lib/client/words.ts";

type Props = {
  readonly open: boolean;
  readonly why: StepUpReason;
  readonly onDone: () => void;
  readonly onCancel: () => void;
};

/** Asks for the passkey, and says what became of it. */
export function StepUpDialog({ open, why, onDone, onCancel }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const confirm = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await (why === "session-ended" ? signInWithPasskey() : stepUpWithPasskey());
      onDone();
    } catch (error) {
      setProblem(ceremonyError(error).words);
    }
    setBusy(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (next) return;
        setProblem(null);
        onCancel();
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
  );
}
