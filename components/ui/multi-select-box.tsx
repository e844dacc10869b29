"use client";
import { Combobox as Base } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useState } from "react";
import { classNames } from "./class-names.ts";
import { ComboboxPopup } from "./combobox-popup.tsx";
import { controlStyle } from "./control-style.ts";
import type { MultiSelectProps } from "./multi-select.tsx";
import type { Option } from "./select.tsx";
import { useTakeOver, type TakenOver } from "./stand-in.tsx";

/** What a MultiSelect is once somebody came to it. */
export function MultiSelectBox(props: MultiSelectProps & TakenOver) {
  const {
    options,
    value,
    onChange,
    onSearch,
    loading = false,
    disabled = false,
    free = false,
  } = props;
  const [text, setText] = useState(props.typed ?? "");
  // A chosen option may be missing from the next search's answers; its label is kept.
  const [seen, setSeen] = useState<readonly Option[]>([]);
  const known = [...options, ...seen];
  const chosen = value.map(
    (key) => known.find((option) => option.value === key) ?? { value: key, label: key },
  );
  return (
    <Base.Root<Option, true>
      multiple
      items={free ? withTyped(options, value, text.trim()) : options}
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
      defaultOpen={props.wasPressed || props.typed !== null}
      isItemEqualToValue={(a, b) => a.value === b.value}
      itemToStringLabel={(option) => option.label}
      {...(onSearch ? { filter: null } : {})}
      disabled={disabled}
      autoHighlight
    >
      <Chips {...props} chosen={chosen} />
      <ComboboxPopup
        emptyText={props.emptyText ?? (free ? "Type a value and press Enter" : "Nothing found")}
        loading={loading}
      />
    </Base.Root>
  );
}

/** What was typed, as one more choice, unless it is one already. */
function withTyped(
  options: readonly Option[],
  value: readonly string[],
  typed: string,
): readonly Option[] {
  if (typed === "" || value.includes(typed) || options.some((option) => option.value === typed))
    return options;
  return [...options, { value: typed, label: typed, description: "Add" }];
}

function Chips(props: MultiSelectProps & TakenOver & { readonly chosen: readonly Option[] }) {
  const { chosen, placeholder = "Search…" } = props;
  const input = useTakeOver(props, props.onSearch);
  return (
    <Base.InputGroup className="h-fit">
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
          ref={input}
          id={props.id}
          placeholder={chosen.length === 0 ? placeholder : ""}
          onBlur={props.onBlur}
          aria-label={props["aria-label"]}
          aria-describedby={props["aria-describedby"]}
          aria-invalid={props["aria-invalid"]}
          className="h-6 min-w-8 flex-1 bg-transparent px-1.5 outline-none"
        />
      </Base.Chips>
    </Base.InputGroup>
  );
}
