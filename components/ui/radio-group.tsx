"use client";
import { useId } from "react";
import { classNames } from "./class-names.ts";
import type { Option } from "./select.tsx";

export type RadioGroupProps<Value extends string = string> = {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
  /** `cards` for a choice worth explaining. */
  readonly look?: "plain" | "cards";
  readonly "aria-label"?: string | undefined;
  readonly "aria-labelledby"?: string | undefined;
  readonly "aria-describedby"?: string | undefined;
};

/** One of two to five, all visible. */
export function RadioGroup<Value extends string>({
  options,
  value,
  onChange,
  disabled = false,
  look = "plain",
  ...aria
}: RadioGroupProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={aria["aria-label"]}
      aria-labelledby={aria["aria-labelledby"]}
      aria-describedby={aria["aria-describedby"]}
      className={look === "cards" ? "grid gap-2 sm:grid-cols-2" : "space-y-1"}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            "flex items-start gap-2.5 text-sm pointer-coarse:min-h-10",
            look === "cards"
              ? "rounded-md border p-3 has-checked:border-accent has-checked:bg-accent-soft hover:border-line-strong"
              : "py-0.5",
            option.disabled && "opacity-60",
          )}
        >
          <span className="flex h-5 items-center">
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              disabled={disabled || option.disabled}
              className="size-4 appearance-none rounded-full border border-control bg-surface checked:border-[5px] checked:border-accent checked:bg-on-accent disabled:opacity-50 dark:bg-sunken dark:checked:bg-on-accent"
            />
          </span>
          <span>
            <span className={look === "cards" ? "font-medium" : undefined}>{option.label}</span>
            {option.description ? (
              <span className="block whitespace-pre-wrap text-muted [overflow-wrap:anywhere]">
                {option.description}
              </span>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}
