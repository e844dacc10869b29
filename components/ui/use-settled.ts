"use client";
import { useEffect, useState } from "react";

const afterMsDefault = 350;

/** The value as it was when it last stood still for a moment: what to ask a server about while somebody types. */
export function useSettled<T>(value: T, afterMs = afterMsDefault): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- by content, so that an equal object does not start the wait anew
  }, [text, afterMs]);
  return settled;
}
