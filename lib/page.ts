import { z } from "zod";

/** What every list takes: substring search, cursor, size. Filters and sort are each list's own. */
export const pageInput = z.object({
  q: z.string().trim().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What a list can be ordered by; `-` before it turns the order round. */
export function sortBy<const K extends string>(keys: readonly [K, ...K[]]) {
  return z.enum([...keys, ...keys.map((key) => `-${key}` as const)]);
}

/** What every list gives: items, and the cursor of what comes after them (null at the end). */
export function pageOf<T extends z.ZodType>(
  item: T,
): z.ZodObject<{
  items: z.ZodArray<T>;
  nextCursor: z.ZodNullable<z.ZodString>;
  total: z.ZodNullable<z.ZodNumber>;
}> {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.number().int().nullable(),
  });
}

/** Instants travel as ISO 8601 text. */
export const instant = z.union([
  z.date().transform((date) => date.toISOString()),
  z.iso.datetime(),
]);

/** Slugs are identities: immutable, what policies name. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    "1 to 63 lower-case letters, digits and dashes, beginning and ending with a letter or digit",
  );

/** A name shown to people: no control characters, NFC. */
export const displayName = z
  .string()
  .trim()
  .min(1, "is missing")
  .max(120, "120 characters at most")
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not have control characters")
  .transform((text) => text.normalize("NFC"));

/** Free text of several lines. */
export const prose = z
  .string()
  .trim()
  .max(4000, "4,000 characters at most")
  .regex(/^[^\p{Cs}]*$/u, "must be well-formed")
  .refine((text) => !text.includes("\0"), "must not have NUL characters")
  .transform((text) => text.normalize("NFC"));
