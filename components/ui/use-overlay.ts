"use client";
import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from "react";
import type { Deferred } from "./deferred.ts";
import { useToast } from "./use-toast.ts";

/** Where the highlight begins: nowhere after a press of the pointer, else at the first or last choice. */
export type Opened = "by-pointer" | "first" | "last";

/** What every overlay of a button takes. */
export type OverlayProps = {
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly opened: Opened;
  /** The trigger says that it controls what has it. */
  readonly id: string;
  readonly onClose: () => void;
};

/**
 * A button whose overlay is fetched when the pointer or the focus reaches it. A press that comes before the code opens
 * it as soon as it is there; where it can't be had a toast says so.
 */
export function useOverlay<Code>(overlay: Deferred<Code>, kind: "menu" | "listbox" | "dialog") {
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
  const toast = useToast();
  const [open, setOpen] = useState(false);
  // Null until it is opened for the first time; afterwards it stays for its way out.
  const [opened, setOpened] = useState<Opened | null>(null);
  const show = async (how: Opened) => {
    try {
      await overlay.fetch();
      setOpened(how);
      setOpen(true);
    } catch {
      toast.error("It could not be opened", "The console did not answer. Try it again.");
    }
  };
  const near = () => void overlay.fetch().catch(() => undefined);
  const trigger = {
    ref: anchor,
    id,
    "aria-haspopup": kind,
    "aria-expanded": open,
    "aria-controls": open ? `${id}popup` : undefined,
    "data-popup-open": open ? "" : undefined,
    onPointerEnter: near,
    onFocus: near,
    onClick: (event: MouseEvent) => {
      if (open) setOpen(false);
      // Enter and space press without a pointer.
      else void show(event.detail === 0 ? "first" : "by-pointer");
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (kind === "dialog" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      void show(event.key === "ArrowDown" ? "first" : "last");
    },
  } as const;
  return {
    trigger,
    /** Null while there is nothing to render. */
    Overlay: opened === null ? null : overlay.code,
    overlay: {
      anchor,
      open,
      opened: opened ?? "by-pointer",
      id: `${id}popup`,
      onClose: () => setOpen(false),
    },
  };
}
