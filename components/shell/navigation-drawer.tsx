"use client";
import { Menu } from "lucide-react";
import { deferred } from "#components/ui/deferred.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { useOverlay } from "#components/ui/use-overlay.ts";
import type { NavigationListProps } from "./navigation-list.tsx";

const panel = deferred(async () => (await import("./drawer-panel.tsx")).DrawerPanel);

/** The navigation on a phone. */
export function NavigationDrawer(props: NavigationListProps) {
  const { trigger, Overlay, overlay } = useOverlay(panel, "dialog");
  return (
    <>
      <IconButton
        {...trigger}
        label="Menu"
        icon={<Menu aria-hidden className="size-5" />}
        className="-ml-1.5 lg:hidden"
      />
      {Overlay ? <Overlay {...overlay} {...props} /> : null}
    </>
  );
}
