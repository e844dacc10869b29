"use client";
import { createContext, useContext } from "react";

/** Asks the person for a passkey ceremony; resolves when it is done, rejects when it was cancelled. */
export type StepUp = () => Promise<void>;

export const StepUpContext = createContext<StepUp>(() =>
  Promise.reject(new Error("Confirm with your passkey first: sign in again.")),
);

export function useStepUp(): StepUp {
  return useContext(StepUpContext);
}
