"use client";
import type { ReactNode } from "react";
import { listAt, textAt, usePolicyForm, valueAt } from "./policy-form-context.ts";
import { PathFindings } from "./path-findings.tsx";
import { Field, type FieldProps } from "#components/form/field.tsx";
import { classNames } from "#components/ui/class-names.ts";
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

/** The label and help of a field, what is wrong with it and what would repair that. */
function PathFrame({
  path,
  label,
  help,
  optional,
  className,
  children,
}: PathField & { readonly children: FieldProps["children"] }) {
  const { problemAt } = usePolicyForm();
  return (
    <div className={classNames("min-w-0 space-y-1", className)}>
      <Field label={label} help={help} optional={optional} error={problemAt(path)}>
        {children}
      </Field>
      <PathFindings path={path} />
    </div>
  );
}

/** One line of text; empty is absent. */
export function PathText(
  props: PathField & {
    readonly code?: boolean;
    readonly placeholder?: string;
    readonly disabled?: boolean;
    readonly type?: "text" | "time";
    readonly rows?: number;
    /** Offered while typing; anything else may be typed. */
    readonly suggestions?: readonly Option[];
  },
) {
  const { value, edit } = usePolicyForm();
  const { path, code, placeholder, disabled, type = "text", rows, suggestions } = props;
  const change = (text: string) => edit(path, text === "" ? undefined : text);
  return (
    <PathFrame {...props}>
      {(aria) =>
        rows ? (
          <Textarea
            {...aria}
            rows={rows}
            value={textAt(value, path)}
            onChange={(event) => change(event.target.value)}
          />
        ) : (
          <>
            <Input
              {...aria}
              list={suggestions ? `${aria.id}-suggestions` : undefined}
              type={type}
              value={textAt(value, path)}
              placeholder={placeholder}
              disabled={disabled}
              spellCheck={!code}
              className={code ? "font-mono" : undefined}
              onChange={(event) => change(event.target.value)}
            />
            {suggestions ? (
              <datalist id={`${aria.id}-suggestions`}>
                {suggestions.map((each) => (
                  <option key={each.value} value={each.value}>
                    {each.description}
                  </option>
                ))}
              </datalist>
            ) : null}
          </>
        )
      }
    </PathFrame>
  );
}

/** A whole number; empty is absent. */
export function PathNumber(props: PathField & { readonly min?: number }) {
  const { value, edit } = usePolicyForm();
  return (
    <PathFrame {...props}>
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
    </PathFrame>
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
  const { value, edit } = usePolicyForm();
  const { path, options, absent, unset } = props;
  const nothing = { value: unwritten, label: absent ?? "" };
  return (
    <PathFrame {...props}>
      {(aria, labelId) => (
        <Select
          {...aria}
          aria-labelledby={labelId}
          options={absent === undefined ? options : [nothing, ...options]}
          value={textAt(value, path) || (absent === undefined ? (unset ?? null) : unwritten)}
          onChange={(next) => edit(path, next === unwritten || next === unset ? undefined : next)}
        />
      )}
    </PathFrame>
  );
}

/** Several names; those that are not offered can be typed. */
export function PathList(
  props: PathField & {
    readonly options?: readonly Option[];
    readonly placeholder?: string;
    readonly onSearch?: (text: string) => void;
    readonly free?: boolean;
  },
) {
  const { value, edit } = usePolicyForm();
  const { path, options = [], placeholder, onSearch, free = true } = props;
  return (
    <PathFrame {...props}>
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
    </PathFrame>
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
