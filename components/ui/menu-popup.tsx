"use client";
import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { optionStyle, popupStyle } from "./control-style.ts";
import { LentTrigger } from "./lent-trigger.tsx";
import type { MenuItem } from "./menu-item.ts";
import { leaveByTab, PopupOpened } from "./popup-focus.tsx";
import type { OverlayProps } from "./use-overlay.ts";

type Props = OverlayProps & {
  readonly items: readonly MenuItem[];
  readonly align: "start" | "end";
};

/** The list of a Menu. */
export function MenuPopup({ anchor, open, opened, id, onClose, items, align }: Props) {
  return (
    <Base.Root open={open} onOpenChange={(next) => next || onClose()} modal={false}>
      <Base.Trigger id={anchor.current?.id} render={<LentTrigger anchor={anchor} />} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-60 outline-none">
          <Base.Popup
            id={id}
            onKeyDown={(event) => leaveByTab(event, anchor, onClose)}
            className={classNames(
              popupStyle,
              "max-h-[var(--available-height)] max-w-72 min-w-44 overflow-y-auto",
            )}
          >
            <PopupOpened opened={opened} />
            {items.map((item, index) => (
              <MenuLine key={index} item={item} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function MenuLine({ item }: { readonly item: MenuItem }) {
  switch (item.kind) {
    case "separator":
      return <Base.Separator className="my-1 border-t" />;
    case "heading":
      return (
        <div className="px-2.5 py-1.5">
          <p className="truncate text-sm font-medium">{item.label}</p>
          {item.detail ? <p className="truncate text-xs text-muted">{item.detail}</p> : null}
        </div>
      );
    case "link":
      return (
        <Base.LinkItem closeOnClick className={optionStyle} render={<Link href={item.href} />}>
          <Icon>{item.icon}</Icon>
          {item.label}
        </Base.LinkItem>
      );
    case "choice":
      return (
        <Base.CheckboxItem
          checked={item.checked}
          onCheckedChange={item.onSelect}
          closeOnClick={item.keepOpen !== true}
          className={classNames(optionStyle, item.checked && "font-medium text-accent-ink")}
        >
          <Icon>{item.icon}</Icon>
          {item.label}
          <Base.CheckboxItemIndicator className="ml-auto">✓</Base.CheckboxItemIndicator>
        </Base.CheckboxItem>
      );
    case "action":
      return (
        <Base.Item
          disabled={Boolean(item.disabledReason)}
          onClick={item.onSelect}
          className={classNames(
            optionStyle,
            item.danger && "text-deny-ink data-highlighted:bg-deny-soft",
          )}
        >
          <Icon>{item.icon}</Icon>
          <span>
            {item.label}
            {item.disabledReason ? (
              <span className="block text-xs">{item.disabledReason}</span>
            ) : null}
          </span>
        </Base.Item>
      );
  }
}

function Icon({ children }: { readonly children: ReactNode }) {
  return children ? (
    <span className="flex size-4 shrink-0 items-center justify-center text-muted [&_svg]:size-4">
      {children}
    </span>
  ) : null;
}
