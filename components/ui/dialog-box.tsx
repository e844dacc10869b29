"use client";
import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef } from "react";
import { classNames } from "./class-names.ts";
import type { DialogProps } from "./dialog.tsx";
import { IconButton } from "./icon-button.tsx";

/** What a Dialog is once it was opened. */
export function DialogBox({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = "md",
  sticky = false,
  held = false,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const width = { sm: "sm:max-w-md", md: "sm:max-w-lg", lg: "sm:max-w-3xl" }[size];
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (next || !held) onOpenChange(next);
      }}
      disablePointerDismissal={sticky || held}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Base.Popup
            ref={popup}
            initialFocus={() => firstStop(popup.current)}
            className={classNames(
              "flex max-h-[92dvh] w-full flex-col overflow-hidden rounded-t-lg border bg-surface shadow-dialog transition-[opacity,translate] duration-150 outline-none sm:rounded-lg data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0",
              width,
            )}
          >
            <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
              <div className="min-w-0">
                <Base.Title className="text-lg font-semibold">{title}</Base.Title>
                {description ? (
                  <Base.Description className="mt-0.5 text-sm text-muted">
                    {description}
                  </Base.Description>
                ) : null}
              </div>
              {held ? null : (
                <Base.Close
                  render={
                    <IconButton
                      label="Close"
                      size="sm"
                      icon={<X aria-hidden className="size-4" />}
                    />
                  }
                />
              )}
            </header>
            {children ? (
              <div data-body className="min-h-0 flex-1 overflow-y-auto px-5 py-2">
                {children}
              </div>
            ) : null}
            {footer ? (
              <footer className="mt-2 flex flex-wrap justify-end gap-2 border-t px-5 py-3">
                {footer}
              </footer>
            ) : (
              <div className="h-3" />
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Typing can begin at once: the first field, else the first thing that can be pressed below the title. */
function firstStop(popup: HTMLElement | null): HTMLElement | boolean {
  const field = "input:not([type=hidden]):not(:disabled), textarea:not(:disabled)";
  return (
    popup?.querySelector<HTMLElement>(`[data-body] :is(${field})`) ??
    popup?.querySelector<HTMLElement>("[data-body] :is(button, a), footer button") ??
    true
  );
}
