"use client";
import type { ReactNode } from "react";
import { listAt, textAt, usePolicyForm, valueAt, type Choice } from "./policy-form-context.ts";
import { Field } from "#components/form/field.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { Select, type Option } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { DocumentPath } from "#lib/policies/source/locate.ts";

/** Fields that read and edit one member of the policy's YAML: there is no other state behind them. */
type PathField = {
  readonly path: DocumentPath;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly optional?: boolean;
  readonly className?: string;
};

function frameOf({ label, help, optional, className }: PathField) {
  return {
    label,
    ...(help === undefined ? {} : { help }),
    ...(optional === undefined ? {} : { optional }),
    ...(className === undefined ? {} : { className }),
  };
}

/** One line of text; empty is absent. */
export function PathText(
  props: PathField & {
    readonly code?: boolean;
    readonly placeholder?: string;
    readonly disabled?: boolean;
    readonly type?: "text" | "time";
    readonly rows?: number;
  },
) {
  const { value, edit, problemAt } = usePolicyForm();
  const { path, code, placeholder, disabled, type = "text", rows } = props;
  const change = (text: string) => edit(path, text === "" ? undefined : text);
  return (
    <Field {...frameOf(props)} error={problemAt(path)}>
      {(aria) =>
        rows ? (
          <Textarea
            {...aria}
            rows={rows}
            value={textAt(value, path)}
            onChange={(event) => change(event.target.value)}
          />
        ) : (
          <Input
            {...aria}
            type={type}
            value={textAt(value, path)}
            placeholder={placeholder}
            disabled={disabled}
            spellCheck={!code}
            className={code ? "font-mono" : undefined}
            onChange={(event) => change(event.target.value)}
          />
        )
      }
    </Field>
  );
}

/** A whole number; empty is absent. */
export function PathNumber(props: PathField & { readonly min?: number }) {
  const { value, edit, problemAt } = usePolicyForm();
  return (
    <Field {...frameOf(props)} error={problemAt(props.path)}>
      {(aria) => (
        <Input
          {...aria}
          type="number"
          inputMode="numeric"
          min={props.min}
          value={textAt(value, props.path)}
          onChange={(event) =>
            edit(props.path, event.target.value === "" ? undefined : event.target.valueAsNumber)
          }
        />
      )}
    </Field>
  );
}

/** An empty value would be shown as "Choose…". */
const unwritten = "(unwritten)";

/**
 * One of a few. What nothing written means is either one of the options (`unset`, its value) or a choice of its own
 * (`absent`, its label).
 */
export function PathSelect(
  props: PathField & {
    readonly options: readonly Option[];
    readonly absent?: string;
    readonly unset?: string;
  },
) {
  const { value, edit, problemAt } = usePolicyForm();
  const { path, options, absent, unset } = props;
  const nothing = { value: unwritten, label: absent ?? "" };
  return (
    <Field {...frameOf(props)} error={problemAt(path)}>
      {(aria, labelId) => (
        <Select
          {...aria}
          aria-labelledby={labelId}
          options={absent === undefined ? options : [nothing, ...options]}
          value={textAt(value, path) || (absent === undefined ? (unset ?? null) : unwritten)}
          onChange={(next) => edit(path, next === unwritten || next === unset ? undefined : next)}
        />
      )}
    </Field>
  );
}

/** Several names; those that are not offered can be typed. */
export function PathList(
  props: PathField & {
    readonly options?: readonly Choice[];
    readonly placeholder?: string;
    readonly onSearch?: (text: string) => void;
    readonly free?: boolean;
  },
) {
  const { value, edit, problemAt } = usePolicyForm();
  const { path, options = [], placeholder, onSearch, free = true } = props;
  return (
    <Field {...frameOf(props)} error={problemAt(path)}>
      {(aria) => (
        <MultiSelect
          {...aria}
          free={free}
          options={options}
          onSearch={onSearch}
          {...(placeholder ? { placeholder } : {})}
          value={listAt(value, path)}
          onChange={(next) => edit(path, next)}
        />
      )}
    </Field>
  );
}

/** Yes or nothing; where nothing means yes, `absentIs` says so and "no" is what is written. */
export function PathCheck({
  path,
  label,
  help,
  absentIs = false,
}: PathField & { readonly absentIs?: boolean }) {
  const { value, edit } = usePolicyForm();
  const found = valueAt(value, path);
  return (
    <Checkbox
      checked={typeof found === "boolean" ? found : absentIs}
      onChange={(on) => edit(path, on === absentIs ? undefined : on)}
      label={label}
      description={help}
    />
  );
}
