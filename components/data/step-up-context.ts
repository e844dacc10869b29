"use client";
import { createContext, useContext } from "react";

/** Why the person is asked: a write wants a younger ceremony, or their session is over. */
export type StepUpReason = "ceremony-required" | "session-ended";

/** Asks the person for their passkey; resolves when that is done, rejects when it was cancelled. */
export type StepUp = (why?: StepUpReason) => Promise<void>;

export const StepUpContext = createContext<StepUp>(() =>
  Promise.reject(new Error("Confirm with your passkey first: sign in again.")),
);

export function useStepUp(): StepUp {
  return useContext(StepUpContext);
}
