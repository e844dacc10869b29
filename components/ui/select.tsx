"use client";
import { ChevronsUpDown } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { controlHeight, controlStyle } from "./control-style.ts";
import { deferred } from "./deferred.ts";
import { useOverlay } from "./use-overlay.ts";

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

/** The list of every select; its code is fetched when the pointer or the focus reaches one. */
export const selectPopup = deferred(async () => (await import("./select-popup.tsx")).SelectPopup);

/** One of a few (up to about 12). More, or unknown, choices: Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onChange, placeholder = "Choose…", disabled = false } = props;
  const { trigger, Overlay, overlay } = useOverlay(selectPopup, "listbox");
  const chosen = options.find((option) => option.value === value);
  return (
    <>
      <button
        {...trigger}
        type="button"
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- expanded by `trigger`; it controls nothing until it is
        role="combobox"
        id={props.id ?? trigger.id}
        name={props.name}
        disabled={disabled}
        onBlur={props.onBlur}
        aria-label={props["aria-label"]}
        aria-labelledby={props["aria-labelledby"]}
        aria-describedby={props["aria-describedby"]}
        aria-invalid={props["aria-invalid"]}
        className={classNames(
          controlStyle,
          controlHeight,
          "flex items-center justify-between gap-2 text-left",
          props.className,
        )}
      >
        <span className={classNames("min-w-0 truncate", value === null && "text-faint")}>
          {chosen?.label ?? value ?? placeholder}
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
      </button>
      {Overlay ? (
        <Overlay
          {...overlay}
          options={options}
          value={value}
          onChange={(next) => {
            const option = options.find((each) => each.value === next);
            if (option) onChange(option.value);
          }}
        />
      ) : null}
    </>
  );
}
