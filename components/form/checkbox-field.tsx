"use client";
import { useId } from "react";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { BoundField } from "./bound-field.ts";
import { FieldError } from "./field.tsx";

/** Agreed or not. */
export function CheckboxField<Values extends FieldValues = FieldValues>({
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
      <Checkbox
        label={label}
        description={help}
        checked={field.value === true}
        onChange={field.onChange}
        disabled={disabled}
      />
      <FieldError id={id} message={fieldState.error?.message} />
    </div>
  );
}
