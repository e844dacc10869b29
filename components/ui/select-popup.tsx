"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check } from "lucide-react";
import { classNames } from "./class-names.ts";
import { optionStyle, popupStyle } from "./control-style.ts";
import { LentTrigger } from "./lent-trigger.tsx";
import { leaveByTab, PopupOpened } from "./popup-focus.tsx";
import type { Option } from "./select.tsx";
import type { OverlayProps } from "./use-overlay.ts";

type Props = OverlayProps & {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string) => void;
};

/** The list of a Select or FilterSelect. */
export function SelectPopup({ anchor, open, id, onClose, options, value, onChange }: Props) {
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      open={open}
      onOpenChange={(next) => next || onClose()}
      modal={false}
    >
      <Base.Trigger id={anchor.current?.id} render={<LentTrigger anchor={anchor} />} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-60 outline-none">
          <Base.Popup
            id={id}
            aria-labelledby={anchor.current?.id}
            onKeyDown={(event) => leaveByTab(event, anchor, onClose)}
            className={classNames(
              popupStyle,
              "max-h-[min(24rem,var(--available-height))] max-w-[min(26rem,var(--available-width))] min-w-[var(--anchor-width)] overflow-y-auto",
            )}
          >
            <PopupOpened opened="by-pointer" />
            {options.map((option) => (
              <Choice key={option.value} option={option} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Choice({ option }: { readonly option: Option }) {
  return (
    <Base.Item value={option.value} disabled={option.disabled} className={optionStyle}>
      <span className="flex size-4 shrink-0 items-center justify-center">
        <Base.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent-ink" />
        </Base.ItemIndicator>
      </span>
      <span className="min-w-0">
        <span className="flex items-center gap-1.5">
          {option.icon}
          <Base.ItemText>{option.label}</Base.ItemText>
        </span>
        {option.description ? (
          <span className="block text-xs text-muted">{option.description}</span>
        ) : null}
      </span>
    </Base.Item>
  );
}
