"use client";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { Select, type Option } from "#components/ui/select.tsx";
import type { BoundField } from "./bound-field.ts";
import { Field } from "./field.tsx";

export type SelectFieldProps<Values extends FieldValues> = BoundField<Values> & {
  readonly options: readonly Option[];
  readonly placeholder?: string;
};

/** One of a few. */
export function SelectField<Values extends FieldValues = FieldValues>(
  props: SelectFieldProps<Values>,
) {
  const { name, label, help, optional, disabled, className, options, placeholder } = props;
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
      {(aria, labelId) => (
        <Select
          {...aria}
          aria-labelledby={labelId}
          options={options}
          value={field.value ?? null}
          onChange={field.onChange}
          onBlur={field.onBlur}
          disabled={disabled}
          {...(placeholder ? { placeholder } : {})}
        />
      )}
    </Field>
  );
}
