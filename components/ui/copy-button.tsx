"use client";
import { Check, Copy, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

export type CopyButtonProps = {
  readonly value: string;
  /** What is copied, for screen readers and the tooltip: "Copy token". */
  readonly label?: string;
  /** Shows the label as text. */
  readonly withText?: boolean;
};

/** Copies a text and says so. */
export function CopyButton({ value, label = "Copy", withText = false }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setState("copied");
    } catch {
      // Without permission, or on plain http: the text itself can still be selected by hand.
      setState("failed");
    }
  };
  const text = { idle: label, copied: "Copied", failed: "Select the text and copy it by hand" }[
    state
  ];
  const icon = {
    idle: <Copy aria-hidden className="size-3.5" />,
    copied: <Check aria-hidden className="size-3.5 text-allow-ink" />,
    failed: <TriangleAlert aria-hidden className="size-3.5 text-challenge-ink" />,
  }[state];
  return (
    <>
      {withText ? (
        <Button size="sm" icon={icon} onClick={() => void copy()}>
          {text}
        </Button>
      ) : (
        <IconButton size="sm" label={text} icon={icon} onClick={() => void copy()} />
      )}
      <span role="status" className="sr-only">
        {state === "idle" ? "" : text}
      </span>
    </>
  );
}
