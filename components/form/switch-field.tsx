"use client";
import { useId } from "react";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { Switch } from "#components/ui/switch.tsx";
import type { BoundField } from "./bound-field.ts";
import { FieldError } from "./field.tsx";

/** On or off. */
export function SwitchField<Values extends FieldValues = FieldValues>({
  name,
  label,
  help,
  disabled,
  className,
}: BoundField<Values>) {
  const { control } = useFormContext<Values>();
  const { field, fieldState } = useController({ name, control });
  const id = useId();
  return (
    <div className={className}>
      <Switch
        label={label}
        description={help}
        checked={field.value === true}
        onChange={field.onChange}
        disabled={disabled}
        aria-describedby={fieldState.error ? id : undefined}
      />
      <FieldError id={id} message={fieldState.error?.message} />
    </div>
  );
}
