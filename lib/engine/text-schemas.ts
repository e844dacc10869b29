import { z } from "zod";
import { isCleanText } from "./clean-text.ts";
import { isPlainNumber } from "./plain-number.ts";

/** The identity of policies, APIs, roles, users: what a policy may name. */
export const slug = z
  .string()
  .regex(/^[a-z0-9-]{1,63}$/, "Use 1 to 63 lower-case letters, digits and hyphens.");

/** Text that is compared or shown: NFC, no lone surrogates, no NUL (rule 5). */
export const cleanText = z
  .string()
  .max(2000, "At most 2000 characters.")
  .refine(isCleanText, "Use Unicode normal form C, without NUL or lone surrogates.");

export const cleanName = cleanText.min(1, "Must not be empty.").max(300, "At most 300 characters.");

export const plainNumber = z
  .number()
  .refine(isPlainNumber, "Use an integer within ±(2^53−1) or a decimal of at most 15 digits.");

export const scalar = z.union(
  [cleanText, plainNumber, z.boolean()],
  "Use text, a number, true or false.",
);

/** A list that stands for a set (rule 26): the same value twice is a mistake that is pointed out. */
export function setOf<T extends z.ZodType>(item: T) {
  return z.array(item).refine((values) => new Set(values).size === values.length, {
    message: "The same value is listed twice.",
  });
}
