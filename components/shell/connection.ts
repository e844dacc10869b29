"use client";
import { useSyncExternalStore } from "react";
import { ApiError } from "#lib/client/api-error.ts";

/** Whether what the page shows is brought up to date: null when it is. */
export type Trouble = "signed-out" | "unreachable" | "unavailable" | null;

let trouble: Trouble = null;
const listeners = new Set<() => void>();

/** Every read of the browser reports here, so that stale figures never look like fresh ones. */
export function reportRead(error: unknown): void {
  const next = troubleOf(error);
  if (next === trouble) return;
  trouble = next;
  for (const listener of listeners) listener();
}

export function useTrouble(): Trouble {
  return useSyncExternalStore(subscribe, current, none);
}

function troubleOf(error: unknown): Trouble {
  if (error === null) return null;
  if (!(error instanceof ApiError)) return "unreachable";
  if (error.status === 401) return "signed-out";
  return error.status >= 500 ? "unavailable" : null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const current = () => trouble;
const none = () => null;
