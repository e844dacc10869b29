"use client";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { OverlayProps } from "#components/ui/use-overlay.ts";
import { NavigationList, type NavigationListProps } from "./navigation-list.tsx";

/** The navigation that comes in from the side. */
export function DrawerPanel({
  anchor,
  open,
  id,
  onClose,
  ...navigation
}: OverlayProps & NavigationListProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          id={id}
          finalFocus={anchor}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col overflow-y-auto border-r bg-surface p-3 shadow-dialog transition-transform duration-150 outline-none data-ending-style:-translate-x-full data-starting-style:-translate-x-full"
        >
          <div className="mb-3 flex items-center justify-between pl-2">
            <Dialog.Title className="text-base font-semibold">Sallyport</Dialog.Title>
            <Dialog.Close
              render={<IconButton label="Close menu" icon={<X aria-hidden className="size-4" />} />}
            />
          </div>
          <NavigationList {...navigation} onNavigate={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
