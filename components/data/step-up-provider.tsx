"use client";
import dynamic from "next/dynamic";
import { useCallback, useRef, useState, type ReactNode } from "react";
import { CeremonyError } from "#lib/client/ceremony-error.ts";
import { StepUpContext, type StepUp, type StepUpReason } from "./step-up-context.ts";

/** Fetched when somebody is asked, not with every page. */
const StepUpDialog = dynamic(async () =>
  import("./step-up-dialog.tsx").then((module) => module.StepUpDialog),
);

type Waiting = { readonly resolve: () => void; readonly reject: (error: Error) => void };

/**
 * Asks for the passkey when a write needs a younger ceremony, or when the session ended while somebody was writing;
 * the write goes on by itself afterwards, and what was entered is never lost.
 */
export function StepUpProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const [why, setWhy] = useState<StepUpReason>("ceremony-required");
  // Several writes at once are asked for together.
  const waiting = useRef<Waiting[]>([]);

  const stepUp = useCallback<StepUp>(
    (reason = "ceremony-required") =>
      new Promise((resolve, reject) => {
        waiting.current.push({ resolve, reject });
        setWhy(reason);
        setOpen(true);
        setWasOpen(true);
      }),
    [],
  );
  const end = (settle: (each: Waiting) => void) => {
    setOpen(false);
    for (const each of waiting.current.splice(0)) settle(each);
  };
  return (
    <StepUpContext value={stepUp}>
      {children}
      {wasOpen ? (
        <StepUpDialog
          open={open}
          why={why}
          onDone={() => end((each) => each.resolve())}
          onCancel={() =>
            end((each) =>
              each.reject(new CeremonyError(why === "session-ended" ? why : "cancelled")),
            )
          }
        />
      ) : null}
    </StepUpContext>
  );
}
