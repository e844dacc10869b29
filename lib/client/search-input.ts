import type { z } from "zod";

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The input of a list out of a page's query string. What doesn't fit is left out rather than refused: an address
 * that somebody shortened or that an older version made still opens the list.
 */
export function searchInput<S extends z.ZodObject>(schema: S, params: SearchParams): z.output<S> {
  const given = Object.fromEntries(
    Object.entries(params)
      .filter(([name, value]) => name in schema.shape && value !== undefined && value !== "")
      .map(([name, value]) => [name, typeof value === "string" ? value : value?.[0]]),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) delete given[String(issue.path[0])];
  return schema.parse(given);
}
