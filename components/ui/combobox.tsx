"use client";
import { Combobox as Base } from "@base-ui/react/combobox";
import { ChevronsUpDown, X } from "lucide-react";
import { useState } from "react";
import { classNames } from "./class-names.ts";
import { ComboboxPopup } from "./combobox-popup.tsx";
import { controlHeight, controlStyle } from "./control-style.ts";
import type { Option } from "./select.tsx";

export type ComboboxProps = {
  readonly options: readonly Option[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** For choices that live on the server: called while typing; pass the found ones as `options`. */
  readonly onSearch?: ((text: string) => void) | undefined;
  readonly loading?: boolean | undefined;
  readonly placeholder?: string;
  readonly emptyText?: string;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  readonly onBlur?: (() => void) | undefined;
  readonly "aria-label"?: string | undefined;
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: boolean | undefined;
};

/** One of many, found by typing (substring). */
export function Combobox(props: ComboboxProps) {
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
  // A found choice may be missing from the next search's answers; it stays chosen all the same.
  const [chosen, setChosen] = useState<Option | null>(null);
  const current =
    value === null
      ? null
      : (options.find((o) => o.value === value) ??
        (chosen?.value === value ? chosen : { value, label: value }));
  return (
    <Base.Root<Option>
      items={options}
      value={current}
      onValueChange={(next) => {
        setChosen(next);
        onChange(next?.value ?? null);
      }}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => option.label}
      {...(onSearch ? { filter: null, onInputValueChange: onSearch } : {})}
      disabled={disabled}
      autoHighlight
    >
      <Base.InputGroup className="relative h-fit">
        <Base.Input
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
