"use client";
import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";

export type CheckboxProps = {
  readonly checked: boolean | "mixed";
  readonly onChange: (checked: boolean) => void;
  /** The visible label; without it give `aria-label`. */
  readonly label?: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  readonly "aria-label"?: string | undefined;
};

/** On or off, taking effect with the form; for an immediate effect use Switch. */
export function Checkbox({
  checked,
  onChange,
  label,
  description,
  disabled = false,
  id,
  ...aria
}: CheckboxProps) {
  const box = (
    <Base.Root
      id={id}
      checked={checked === true}
      indeterminate={checked === "mixed"}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-label={aria["aria-label"]}
      className="flex size-4 shrink-0 items-center justify-center rounded-xs border border-control bg-surface data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent dark:bg-sunken"
    >
      <Base.Indicator className="text-on-accent">
        {checked === "mixed" ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </Base.Indicator>
    </Base.Root>
  );
  if (!label) return box;
  return (
    <label className="flex min-h-6 items-start gap-2.5 py-0.5 text-sm pointer-coarse:min-h-10">
      <span className="flex h-5 items-center">{box}</span>
      <span>
        {label}
        {description ? <span className="block text-muted">{description}</span> : null}
      </span>
    </label>
  );
}
