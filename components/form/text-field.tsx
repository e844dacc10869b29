"use client";
import { useFormContext, type FieldValues } from "react-hook-form";
import { Input } from "#components/ui/input.tsx";
import type { BoundField } from "./bound-field.ts";
import { Field } from "./field.tsx";

export type TextFieldProps<Values extends FieldValues> = BoundField<Values> & {
  readonly type?: "text" | "email" | "url" | "password" | "tel";
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  /** For slugs, hosts, ids: monospace, no spell check, no capital letters. */
  readonly code?: boolean;
};

/** One line of text. */
export function TextField<Values extends FieldValues = FieldValues>(props: TextFieldProps<Values>) {
  const {
    name,
    label,
    help,
    optional,
    disabled,
    className,
    type = "text",
    placeholder,
    autoComplete = "off",
    autoFocus,
    code,
  } = props;
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
        <Input
          {...aria}
          {...form.register(name)}
          type={type}
          placeholder={placeholder}
          autoComplete={autoComplete}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- only in dialogs and single-purpose pages
          autoFocus={autoFocus}
          disabled={disabled}
          {...(code
            ? {
                spellCheck: false,
                autoCapitalize: "none",
                autoCorrect: "off",
                className: "font-mono",
              }
            : {})}
        />
      )}
    </Field>
  );
}
