"use client";
import { useFormContext, type FieldValues } from "react-hook-form";
import { Textarea } from "#components/ui/textarea.tsx";
import type { BoundField } from "./bound-field.ts";
import { Field } from "./field.tsx";

export type TextAreaProps<Values extends FieldValues> = BoundField<Values> & {
  readonly rows?: number;
  readonly placeholder?: string;
  readonly code?: boolean;
};

/** Several lines of text. */
export function TextArea<Values extends FieldValues = FieldValues>(props: TextAreaProps<Values>) {
  const { name, label, help, optional, disabled, className, rows = 3, placeholder, code } = props;
  const form = useFormContext<Values>();
  const error = form.getFieldState(name, form.formState).error;
  return (
    <Field
      label={label}
      help={help}
      optional={optional}
      error={error?.message}
      className={className}
    >
      {(aria) => (
        <Textarea
          {...aria}
          {...form.register(name)}
          rows={rows}
          placeholder={placeholder}
          disabled={disabled}
          {...(code ? { spellCheck: false, className: "font-mono" } : {})}
        />
      )}
    </Field>
  );
}
