"use client";
import { Combobox as Base } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useState } from "react";
import { classNames } from "./class-names.ts";
import { ComboboxPopup } from "./combobox-popup.tsx";
import { controlStyle } from "./control-style.ts";
import type { ComboboxProps } from "./combobox.tsx";
import type { Option } from "./select.tsx";

export type MultiSelectProps = Omit<ComboboxProps, "value" | "onChange"> & {
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  /** Lets a text that is no choice be added with Enter (tags, hosts). */
  readonly free?: boolean | undefined;
};

/** Several of many, as chips, found by typing. */
export function MultiSelect(props: MultiSelectProps) {
  const {
    options,
    value,
    onChange,
    onSearch,
    loading = false,
    placeholder = "Search…",
    emptyText,
    disabled = false,
    free = false,
    id,
    onBlur,
  } = props;
  const [text, setText] = useState("");
  const [seen, setSeen] = useState<readonly Option[]>([]);
  const optionOf = (key: string): Option =>
    options.find((o) => o.value === key) ??
    seen.find((o) => o.value === key) ?? { value: key, label: key };
  const chosen = value.map(optionOf);
  const typed = text.trim();
  const addable =
    free && typed !== "" && !options.some((o) => o.value === typed) && !value.includes(typed);
  const items = addable
    ? [...options, { value: typed, label: typed, description: "Add" }]
    : options;
  return (
    <Base.Root<Option, true>
      multiple
      items={items}
      value={chosen}
      onValueChange={(next) => {
        setSeen(next.map(({ value: key, label }) => ({ value: key, label })));
        onChange(next.map((option) => option.value));
      }}
      inputValue={text}
      onInputValueChange={(next) => {
        setText(next);
        onSearch?.(next);
      }}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => option.label}
      {...(onSearch ? { filter: null } : {})}
      disabled={disabled}
      autoHighlight
    >
      <Base.InputGroup>
        <Base.Chips
          className={classNames(
            controlStyle,
            "flex min-h-8 flex-wrap items-center gap-1 px-1! py-1 focus-within:border-focus pointer-coarse:min-h-10",
            props["aria-invalid"] && "border-deny!",
          )}
        >
          {chosen.map((option) => (
            <Base.Chip
              key={option.value}
              className="flex h-6 max-w-full items-center gap-0.5 rounded-sm border bg-sunken pl-1.5 text-sm data-highlighted:border-focus dark:bg-raised"
            >
              <span className="truncate">{option.label}</span>
              <Base.ChipRemove
                aria-label={`Remove ${option.label}`}
                className="flex size-6 items-center justify-center rounded-sm text-faint hover:text-ink"
              >
                <X aria-hidden className="size-3" />
              </Base.ChipRemove>
            </Base.Chip>
          ))}
          <Base.Input
            id={id}
            placeholder={chosen.length === 0 ? placeholder : ""}
            onBlur={onBlur}
            aria-label={props["aria-label"]}
            aria-describedby={props["aria-describedby"]}
            aria-invalid={props["aria-invalid"]}
            className="h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none"
          />
        </Base.Chips>
      </Base.InputGroup>
      <ComboboxPopup
        emptyText={emptyText ?? (free ? "Type a value and press Enter" : "Nothing found")}
        loading={loading}
      />
    </Base.Root>
  );
}
