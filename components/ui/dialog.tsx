"use client";
import type { ReactNode } from "react";
import { deferred } from "./deferred.ts";
import { useWanted } from "./use-wanted.ts";

export type DialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons: cancel first, the action last. */
  readonly footer?: ReactNode;
  readonly size?: "sm" | "md" | "lg";
  /** Clicks outside do not close it: for forms. */
  readonly sticky?: boolean;
  /** Nothing but a button inside closes it, not even Escape: for what is shown once. */
  readonly held?: boolean;
};

const box = deferred(async () => (await import("./dialog-box.tsx")).DialogBox);

/**
 * A short task above the page. Focus goes in, stays in, and returns; on a phone it sits at the bottom edge. Its code is
 * fetched when one is opened for the first time.
 */
export function Dialog(props: DialogProps) {
  // What is shown once is not given up.
  const onFailed = props.held ? null : () => props.onOpenChange(false);
  const Box = useWanted(box, props.open, onFailed);
  // oxlint-disable-next-line react/static-components -- fetched once, never made here
  return Box ? <Box {...props} /> : null;
}
