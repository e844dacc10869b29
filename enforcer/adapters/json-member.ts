/** An own member of a parsed JSON object; undefined for everything else. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

export function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" ? value : fallback;
}
