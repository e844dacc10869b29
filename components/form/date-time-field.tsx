"use client";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { Input } from "#components/ui/input.tsx";
import type { BoundField } from "./bound-field.ts";
import { Field } from "./field.tsx";

export type DateTimeFieldProps<Values extends FieldValues> = BoundField<Values> & {
  /** The earliest ISO instant that can be chosen. */
  readonly min?: string;
};

/** An instant in the reader's zone; the value is ISO 8601 in UTC, or null. */
export function DateTimeField<Values extends FieldValues = FieldValues>(
  props: DateTimeFieldProps<Values>,
) {
  const { name, label, help, optional, disabled, className, min } = props;
  const { control } = useFormContext<Values>();
  const { field, fieldState } = useController({ name, control });
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Field
      label={label}
      help={help ?? <span suppressHydrationWarning>Your time zone: {zone}</span>}
      optional={optional}
      error={fieldState.error?.message}
      className={className}
    >
      {(aria) => (
        <Input
          {...aria}
          ref={field.ref}
          name={field.name}
          type="datetime-local"
          min={min ? localText(min) : undefined}
          value={localText(field.value)}
          onChange={(event) =>
            field.onChange(
              event.target.value === "" ? null : new Date(event.target.value).toISOString(),
            )
          }
          onBlur={field.onBlur}
          disabled={disabled}
          suppressHydrationWarning
          className="max-w-60 tabular-nums"
        />
      )}
    </Field>
  );
}

/** ISO instant → the text a datetime-local input wants, in the reader's zone. */
function localText(iso: unknown): string {
  if (typeof iso !== "string" || iso === "") return "";
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
