"use client";
import { useId } from "react";
import { useController, useFormContext, type FieldValues } from "react-hook-form";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import type { Option } from "#components/ui/select.tsx";
import type { BoundField } from "./bound-field.ts";
import { FieldError } from "./field.tsx";

export type RadioFieldProps<Values extends FieldValues> = BoundField<Values> & {
  readonly options: readonly Option[];
  readonly look?: "plain" | "cards";
};

/** One of two to five, all visible. */
export function RadioField<Values extends FieldValues = FieldValues>(
  props: RadioFieldProps<Values>,
) {
  const { name, label, help, optional, disabled, className, options, look = "plain" } = props;
  const { control } = useFormContext<Values>();
  const { field, fieldState } = useController({ name, control });
  const id = useId();
  const message = fieldState.error?.message;
  return (
    <div className={className}>
      <p id={`${id}-label`} className="mb-1 text-sm font-medium">
        {label}
        {optional ? <span className="font-normal text-muted"> (optional)</span> : null}
      </p>
      {help ? (
        <p id={`${id}-help`} className="mb-2 text-xs text-muted">
          {help}
        </p>
      ) : null}
      <RadioGroup
        options={options}
        value={field.value ?? null}
        onChange={field.onChange}
        disabled={disabled}
        look={look}
        aria-labelledby={`${id}-label`}
        aria-describedby={message ? `${id}-error` : help ? `${id}-help` : undefined}
      />
      <FieldError id={`${id}-error`} message={message} />
    </div>
  );
}
