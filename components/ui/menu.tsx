"use client";
import { Menu as Base } from "@base-ui/react/menu";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { optionStyle, popupStyle } from "./control-style.ts";

export type MenuItem =
  | {
      readonly kind: "action";
      readonly label: string;
      readonly icon?: ReactNode;
      readonly onSelect: () => void;
      readonly danger?: boolean;
      readonly disabledReason?: string | null | undefined;
    }
  | {
      readonly kind: "link";
      readonly label: string;
      readonly icon?: ReactNode;
      readonly href: string;
    }
  | {
      readonly kind: "choice";
      readonly label: string;
      readonly icon?: ReactNode;
      readonly checked: boolean;
      /** Several are chosen one after the other. */
      readonly keepOpen?: boolean;
      readonly onSelect: () => void;
    }
  | { readonly kind: "heading"; readonly label: string; readonly detail?: string }
  | { readonly kind: "separator" };

export type MenuProps = {
  /** A Button or IconButton. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuItem[];
  readonly align?: "start" | "end";
};

/** Actions behind a button: row actions, the account. Disabled actions say why. */
export function Menu({ trigger, items, align = "end" }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-60 outline-none">
          <Base.Popup
            className={classNames(
              popupStyle,
              "max-h-[var(--available-height)] max-w-72 min-w-44 overflow-y-auto",
            )}
          >
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
