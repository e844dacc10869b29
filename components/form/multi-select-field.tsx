"use client";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { MultiSelect, type MultiSelectProps } from "#components/ui/multi-select.tsx";
import type { BoundField } from "./bound-field.ts";
import { Field } from "./field.tsx";

export type MultiSelectFieldProps<Values extends FieldValues> = BoundField<Values> &
  Pick<MultiSelectProps, "options" | "onSearch" | "loading" | "placeholder" | "emptyText" | "free">;

/** Several of many; the value is an array of strings. `free` lets new ones be typed. */
export function MultiSelectField<Values extends FieldValues = FieldValues>(
  props: MultiSelectFieldProps<Values>,
) {
  const { name, label, help, optional, disabled, className, ...choices } = props;
  const { control } = useFormContext<Values>();
  const { field, fieldState } = useController({ name, control });
  // An error of one entry (`hosts.0`) belongs to the whole field: there is no control of its own for it.
  const inner: unknown = fieldState.error;
  const message =
    fieldState.error?.message ?? (Array.isArray(inner) ? inner.find(Boolean)?.message : undefined);
  return (
    <Field label={label} help={help} optional={optional} error={message} className={className}>
      {(aria) => (
        <MultiSelect
          {...choices}
          {...aria}
          value={field.value ?? []}
          onChange={field.onChange}
          onBlur={field.onBlur}
          disabled={disabled}
        />
      )}
    </Field>
  );
}
