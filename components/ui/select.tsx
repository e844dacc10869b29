"use client";
import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { controlHeight, controlStyle, optionStyle, popupStyle } from "./control-style.ts";

export type Option<Value extends string = string> = {
  readonly value: Value;
  readonly label: string;
  /** A second line that explains the choice. */
  readonly description?: string | undefined;
  readonly icon?: ReactNode;
  readonly disabled?: boolean | undefined;
};

export type SelectProps<Value extends string = string> = {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly className?: string | undefined;
  readonly "aria-label"?: string | undefined;
  readonly "aria-labelledby"?: string | undefined;
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: boolean | undefined;
};

/** One of a few (up to about 12). More, or unknown, choices: Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    options,
    value,
    onChange,
    placeholder = "Choose…",
    disabled = false,
    id,
    name,
    onBlur,
    className,
  } = props;
  return (
    <Base.Root<Value>
      items={options}
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      disabled={disabled}
      name={name}
      id={id}
      modal={false}
    >
      <Base.Trigger
        onBlur={onBlur}
        aria-label={props["aria-label"]}
        {...(props["aria-labelledby"] ? { "aria-labelledby": props["aria-labelledby"] } : {})}
        aria-describedby={props["aria-describedby"]}
        aria-invalid={props["aria-invalid"]}
        className={classNames(
          controlStyle,
          controlHeight,
          "flex items-center justify-between gap-2 text-left data-disabled:bg-sunken data-disabled:text-muted",
          className,
        )}
      >
        <Base.Value
          placeholder={placeholder}
          className="min-w-0 truncate data-placeholder:text-faint"
        />
        <Base.Icon>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
        </Base.Icon>
      </Base.Trigger>
      <SelectPopup options={options} />
    </Base.Root>
  );
}

/** The list of a select; shared with FilterSelect. */
export function SelectPopup({ options }: { readonly options: readonly Option[] }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-60 outline-none">
        <Base.Popup
          className={classNames(
            popupStyle,
            "max-h-[min(24rem,var(--available-height))] max-w-[min(26rem,var(--available-width))] min-w-[var(--anchor-width)] overflow-y-auto",
          )}
        >
          {options.map((option) => (
            <Base.Item
              key={option.value}
              value={option.value}
              disabled={option.disabled}
              className={optionStyle}
            >
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
          ))}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
