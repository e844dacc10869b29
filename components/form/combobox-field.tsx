"use client";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { Combobox, type ComboboxProps } from "#components/ui/combobox.tsx";
import type { BoundField } from "./bound-field.ts";
import { Field } from "./field.tsx";

export type ComboboxFieldProps<Values extends FieldValues> = BoundField<Values> &
  Pick<ComboboxProps, "options" | "onSearch" | "loading" | "placeholder" | "emptyText">;

/** One of many; the value is the option's `value` or null. */
export function ComboboxField<Values extends FieldValues = FieldValues>(
  props: ComboboxFieldProps<Values>,
) {
  const { name, label, help, optional, disabled, className, ...choices } = props;
  const { control } = useFormContext<Values>();
  const { field, fieldState } = useController({ name, control });
  return (
    <Field
      label={label}
      help={help}
      optional={optional}
      error={fieldState.error?.message}
      className={className}
    >
      {(aria) => (
        <Combobox
          {...choices}
          {...aria}
          value={field.value ?? null}
          onChange={field.onChange}
          onBlur={field.onBlur}
          disabled={disabled}
        />
      )}
    </Field>
  );
}
