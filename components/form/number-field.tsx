"use client";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { Input } from "#components/ui/input.tsx";
import type { BoundField } from "./bound-field.ts";
import { Field } from "./field.tsx";

export type NumberFieldProps<Values extends FieldValues> = BoundField<Values> & {
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** Behind the number: "seconds", "per minute". */
  readonly unit?: string;
};

/** A number; empty is null, never 0. */
export function NumberField<Values extends FieldValues = FieldValues>(
  props: NumberFieldProps<Values>,
) {
  const { name, label, help, optional, disabled, className, min, max, step = 1, unit } = props;
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
        <span className="flex items-center gap-2">
          <Input
            {...aria}
            ref={field.ref}
            name={field.name}
            type="number"
            inputMode={step < 1 ? "decimal" : "numeric"}
            min={min}
            max={max}
            step={step}
            value={field.value ?? ""}
            onChange={(event) =>
              field.onChange(event.target.value === "" ? null : event.target.valueAsNumber)
            }
            onBlur={field.onBlur}
            disabled={disabled}
            className="max-w-36 tabular-nums"
          />
          {unit ? <span className="text-sm text-muted">{unit}</span> : null}
        </span>
      )}
    </Field>
  );
}
