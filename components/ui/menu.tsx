"use client";
import { cloneElement, type ReactElement } from "react";
import { deferred } from "./deferred.ts";
import type { MenuItem } from "./menu-item.ts";
import { useOverlay } from "./use-overlay.ts";

export type { MenuItem };

export type MenuProps = {
  /** A Button or IconButton. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "end";
};

const popup = deferred(async () => (await import("./menu-popup.tsx")).MenuPopup);

/** Actions behind a button: row actions, the account. Disabled actions say why. */
export function Menu({ trigger, items, align = "end" }: MenuProps) {
  const { trigger: props, Overlay, overlay } = useOverlay(popup, "menu");
  return (
    <>
      {cloneElement(trigger, props)}
      {Overlay ? <Overlay {...overlay} items={items} align={align} /> : null}
    </>
  );
}
