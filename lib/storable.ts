import type { FieldError } from "#lib/errors.ts";

/** Postgres keeps neither NUL nor half a surrogate pair, in no text and no JSON. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

const errorsMax = 20;

/** Every text in an input that can't be stored or searched for, with its place; keys of records included. */
export function unstorableTexts(input: unknown): FieldError[] {
  const errors: FieldError[] = [];
  const open: { readonly value: unknown; readonly path: string }[] = [{ value: input, path: "" }];
  for (let next = open.pop(); next && errors.length < errorsMax; next = open.pop()) {
    const { value, path } = next;
    if (typeof value === "string") {
      if (!isStorable(value))
        errors.push({ path, message: "must not have NUL or broken characters" });
    } else if (typeof value === "object" && value !== null)
      for (const [key, member] of Object.entries(value) as [string, unknown][]) {
        if (!isStorable(key)) errors.push({ path, message: "must not have NUL or broken names" });
        open.push({ value: member, path: path === "" ? key : `${path}.${key}` });
      }
  }
  return errors;
}
