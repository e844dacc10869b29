"use client";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Whether this browser has passkeys at all; taken for granted until the page is alive. */
export function useWebauthn(): boolean {
  return useSyncExternalStore(never, browserSupportsWebAuthn, () => true);
}
