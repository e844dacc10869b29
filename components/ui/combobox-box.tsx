"use client";
import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronsUpDown, X } from "lucide-react";
import { useState } from "react";
import { classNames } from "./class-names.ts";
import { ComboboxPopup } from "./combobox-popup.tsx";
import { controlHeight, controlStyle } from "./control-style.ts";
import type { ComboboxProps } from "./combobox.tsx";
import type { Option } from "./select.tsx";
import { useTakeOver, type TakenOver } from "./stand-in.tsx";

/** A found choice may be missing from the next search's answers; it stays chosen all the same. */
function optionOf(
  value: string | null,
  options: readonly Option[],
  chosen: Option | null,
): Option | null {
  if (value === null) return null;
  const found = options.find((option) => option.value === value);
  return found ?? (chosen?.value === value ? chosen : { value, label: value });
}

/** What a Combobox is once somebody came to it. */
export function ComboboxBox(props: ComboboxProps & TakenOver) {
  const {
    options,
    value,
    onChange,
    onSearch,
    loading = false,
    placeholder = "Search…",
    emptyText = "Nothing found",
    disabled = false,
    id,
    onBlur,
  } = props;
  const [chosen, setChosen] = useState<Option | null>(null);
  const current = optionOf(value, options, chosen);
  const input = useTakeOver(props, onSearch);
  return (
    <Base.Root<Option>
      items={options}
      value={current}
      onValueChange={(next) => {
        setChosen(next);
        onChange(next?.value ?? null);
      }}
      defaultOpen={props.wasPressed || props.typed !== null}
      {...(props.typed === null ? {} : { defaultInputValue: props.typed })}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => option.label}
      {...(onSearch ? { filter: null, onInputValueChange: onSearch } : {})}
      disabled={disabled}
      autoHighlight
    >
      <Base.InputGroup className="relative h-fit">
        <Base.Input
          ref={input}
          id={id}
          placeholder={placeholder}
          onBlur={onBlur}
          aria-label={props["aria-label"]}
          aria-describedby={props["aria-describedby"]}
          aria-invalid={props["aria-invalid"]}
          className={classNames(controlStyle, controlHeight, "pr-14")}
        />
        <div className="absolute inset-y-0 right-1 flex items-center text-faint">
          <Base.Clear
            aria-label="Clear"
            className="flex size-6 items-center justify-center rounded-sm hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </Base.Clear>
          <Base.Trigger
            aria-label="Show choices"
            className="flex size-6 items-center justify-center rounded-sm hover:text-ink"
          >
            <ChevronsUpDown aria-hidden className="size-3.5" />
          </Base.Trigger>
        </div>
      </Base.InputGroup>
      <ComboboxPopup emptyText={emptyText} loading={loading} />
    </Base.Root>
  );
}
