/** Headers in a JSON input: an object of texts or lists of texts; null for anything else. */
export function readInputHeaders(value: unknown): Record<string, readonly string[]> | null {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) return null;
  const headers: Record<string, string[]> = {};
  for (const [name, given] of Object.entries(value)) {
    const values: readonly unknown[] = Array.isArray(given) ? given : [given];
    const texts = values.filter((item): item is string => typeof item === "string");
    if (texts.length !== values.length) return null;
    const key = name.toLowerCase();
    headers[key] = [...(Object.hasOwn(headers, key) ? (headers[key] ?? []) : []), ...texts];
  }
  return headers;
}
