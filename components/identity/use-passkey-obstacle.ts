"use client";
import { browserSupportsWebAuthn } from "@simplewebauthn/browser";
import { useSyncExternalStore } from "react";

/** What keeps passkeys from working here: words of `lib/client/words.ts`; null when nothing does. */
export type PasskeyObstacle = "unsupported" | "wrong-address" | null;

const never = () => () => undefined;

/** Nothing, until the page is alive. An address without https hides WebAuthn: that is not the browser's fault. */
export function usePasskeyObstacle(): PasskeyObstacle {
  return useSyncExternalStore(never, findObstacle, () => null);
}

function findObstacle(): PasskeyObstacle {
  const isNumber = /^(?:\d+\.){3}\d+$|^\[/.test(window.location.hostname);
  if (isNumber || !window.isSecureContext) return "wrong-address";
  return browserSupportsWebAuthn() ? null : "unsupported";
}
