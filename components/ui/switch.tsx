"use client";
import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";

export type SwitchProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly label?: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean | undefined;
  readonly id?: string | undefined;
  readonly "aria-label"?: string | undefined;
  readonly "aria-describedby"?: string | undefined;
};

/** On or off at once. */
export function Switch({
  checked,
  onChange,
  label,
  description,
  disabled = false,
  id,
  ...aria
}: SwitchProps) {
  const control = (
    <Base.Root
      id={id}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-label={aria["aria-label"]}
      aria-describedby={aria["aria-describedby"]}
      className="flex h-5 w-9 shrink-0 items-center rounded-full border border-control bg-sunken px-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
    >
      <Base.Thumb className="size-3.5 rounded-full bg-control transition-transform data-checked:translate-x-4 data-checked:bg-on-accent" />
    </Base.Root>
  );
  if (!label) return control;
  return (
    <label className="flex min-h-6 items-start justify-between gap-4 text-sm pointer-coarse:min-h-10">
      <span>
        <span className="font-medium">{label}</span>
        {description ? <span className="block text-muted">{description}</span> : null}
      </span>
      {control}
    </label>
  );
}
