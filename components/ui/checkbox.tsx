"use client";
import { Check, Minus } from "lucide-react";
import { useEffect, useRef, type ReactNode } from "react";

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
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = checked === "mixed";
  }, [checked]);
  const box = (
    <span className="relative flex size-4 shrink-0">
      <input
        ref={input}
        type="checkbox"
        id={id}
        checked={checked === true}
        onChange={(event) => onChange(event.target.checked)}
        disabled={disabled}
        aria-label={aria["aria-label"]}
        className="peer size-4 appearance-none rounded-xs border border-control bg-surface checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:opacity-50 dark:bg-sunken dark:checked:bg-accent dark:indeterminate:bg-accent"
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-checked:block"
      />
      <Minus
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-indeterminate:block"
      />
    </span>
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
