"use client";
import { parametersOf, type Draft } from "./draft.ts";
import { Field } from "#components/form/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";

type Props = { readonly draft: Draft; readonly onChange: (change: Partial<Draft>) => void };

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].map((value) => ({
  value,
  label: value,
}));

/** An operation's parameters and query; or, without an operation, method and path as they are to go out. */
export function PathFields({ draft, onChange }: Props) {
  if (draft.operation === null)
    return (
      <div className="grid grid-cols-[7rem_1fr] gap-2">
        <Field label="Method">
          {(aria, labelId) => (
            <Select
              {...aria}
              aria-labelledby={labelId}
              options={methods}
              value={draft.method}
              onChange={(method) => onChange({ method })}
            />
          )}
        </Field>
        <CodeInput
          label="Path and query"
          value={draft.target}
          onChange={(target) => onChange({ target })}
        />
      </div>
    );
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {parametersOf(draft.operation.template).map((name) => (
        <CodeInput
          key={name}
          label={name}
          value={draft.parameters[name] ?? ""}
          onChange={(value) => onChange({ parameters: { ...draft.parameters, [name]: value } })}
        />
      ))}
      <CodeInput
        label="Query"
        placeholder="limit=20"
        value={draft.query}
        onChange={(query) => onChange({ query })}
      />
    </div>
  );
}

type InputProps = {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function CodeInput({ label, placeholder, value, onChange }: InputProps) {
  return (
    <Field label={label}>
      {(aria) => (
        <Input
          {...aria}
          className="font-mono"
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
