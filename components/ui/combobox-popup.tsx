"use client";
import { Combobox as Base } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { classNames } from "./class-names.ts";
import { optionStyle, popupStyle } from "./control-style.ts";
import type { Option } from "./select.tsx";

export type ComboboxPopupProps = { readonly emptyText: string; readonly loading: boolean };

/** The list below a Combobox or MultiSelect. */
export function ComboboxPopup({ emptyText, loading }: ComboboxPopupProps) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} className="z-60 outline-none">
        <Base.Popup
          className={classNames(
            popupStyle,
            "w-[var(--anchor-width)] max-w-[var(--available-width)] min-w-48",
          )}
        >
          <Base.Status className="px-2.5 text-muted not-empty:py-1.5">
            {loading ? "Searching…" : null}
          </Base.Status>
          <Base.Empty className="px-2.5 text-muted not-empty:py-1.5">
            {loading ? null : emptyText}
          </Base.Empty>
          <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain outline-none">
            {(option: Option) => (
              <Base.Item
                key={option.value}
                value={option}
                disabled={option.disabled ?? false}
                className={optionStyle}
              >
                <span className="flex size-4 shrink-0 items-center justify-center">
                  <Base.ItemIndicator>
                    <Check aria-hidden className="size-4 text-accent-ink" />
                  </Base.ItemIndicator>
                </span>
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  <span className="flex items-center gap-1.5">
                    {option.icon}
                    {option.label}
                  </span>
                  {option.description ? (
                    <span className="block text-xs text-muted">{option.description}</span>
                  ) : null}
                </span>
              </Base.Item>
            )}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
