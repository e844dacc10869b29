"use client";
import { useState } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { readProblem, type Problem } from "./problem.ts";

export type ServerErrors = {
  /** What belongs to no field of this form; render it with FormError. */
  readonly formError: Problem | null;
  /** Puts the errors of a failed request beside the fields that caused them. */
  readonly show: (thrown: unknown) => void;
  readonly clear: () => void;
};

/** Maps problem+json `errors: [{path, message}]` onto the fields of a form; the rest becomes the form's error. */
export function useServerErrors<Values extends FieldValues>(
  form: UseFormReturn<Values>,
): ServerErrors {
  const [formError, setFormError] = useState<Problem | null>(null);
  const show = (thrown: unknown) => {
    const problem = readProblem(thrown);
    const names = knownNames(form.getValues());
    const rest = problem.errors.filter(({ path, message }, index) => {
      const name = fittingName(path, names);
      if (name === null) return true;
      form.setError(
        asPath<Values>(name),
        { type: "server", message },
        { shouldFocus: index === 0 },
      );
      return false;
    });
    setFormError(
      rest.length > 0 || problem.errors.length === 0 ? { ...problem, errors: rest } : null,
    );
  };
  return { formError, show, clear: () => setFormError(null) };
}

/** Every path that the values have: `hosts`, `hosts.0`, `hosts.0.host`. */
function knownNames(value: unknown, prefix = ""): Set<string> {
  const names = new Set<string>();
  if (typeof value !== "object" || value === null) return names;
  for (const [key, inner] of Object.entries(value)) {
    const name = prefix + key;
    names.add(name);
    for (const deeper of knownNames(inner, `${name}.`)) names.add(deeper);
  }
  return names;
}

/** The path itself or the nearest field around it: an error deep in a value is shown at the field that holds it. */
function fittingName(path: string, names: ReadonlySet<string>): string | null {
  for (
    let name = path;
    name !== "";
    name = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : ""
  ) {
    if (names.has(name)) return name;
  }
  return null;
}

/** Sound because callers pass only names that were read from the form's own values. */
function asPath<Values extends FieldValues>(name: string): FieldPath<Values> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return name as FieldPath<Values>;
}
