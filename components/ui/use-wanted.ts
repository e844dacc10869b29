"use client";
import { useEffect, useState } from "react";
import type { Deferred } from "./deferred.ts";
import { useToast } from "./use-toast.ts";

const againMs = 4000;

/**
 * Code for what opens by itself when `open` says so; from then on it stays for its way out. Null until it is there.
 * Where it can't be had a toast says so, and `onFailed` takes back what was opened; without it, it is tried again.
 */
export function useWanted<Code>(
  wanted: Deferred<Code>,
  open: boolean,
  onFailed: (() => void) | null,
): Code | null {
  const toast = useToast();
  const [code, setCode] = useState<{ readonly it: Code } | null>(null);
  useEffect(() => {
    if (!open || code !== null) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetch = async () => {
      try {
        const it = await wanted.fetch();
        if (!gone) setCode({ it });
      } catch {
        if (gone) return;
        if (onFailed === null) timer = setTimeout(() => void fetch(), againMs);
        else onFailed();
        toast.error("It could not be opened", "The console did not answer.");
      }
    };
    void fetch();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `onFailed` is another one in each render
  }, [open, code, wanted]);
  return code?.it ?? null;
}
