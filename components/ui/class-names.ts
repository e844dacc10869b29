/** Joins class names and drops what is false, so that conditions read inline. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
