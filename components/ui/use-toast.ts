"use client";
import { Toast as Base } from "@base-ui/react/toast";
import { useMemo } from "react";

export type Toaster = {
  readonly success: (title: string, description?: string) => void;
  /** Stays until it is dismissed: nobody should miss that something failed. */
  readonly error: (title: string, description?: string) => void;
  readonly info: (title: string, description?: string) => void;
};

/** Says that something has happened, where the page itself does not show it. */
export function useToast(): Toaster {
  const { add } = Base.useToastManager();
  return useMemo(() => {
    const show =
      (type: string, timeoutMs: number, priority: "low" | "high") =>
      (title: string, description?: string) => {
        add({ title, ...(description ? { description } : {}), type, timeout: timeoutMs, priority });
      };
    return {
      success: show("success", 6000, "low"),
      error: show("error", 0, "high"),
      info: show("info", 6000, "low"),
    };
  }, [add]);
}
