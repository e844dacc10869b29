import { z } from "zod";

/** An absolute instant in UTC with whole seconds (rules 10, 11): `2026-03-02T09:00:00Z`. */
export const instant = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
    "Write an instant in UTC with seconds, as in 2026-03-02T09:00:00Z.",
  )
  .refine(exists, "There is no such instant.");

/** Seconds since 1970 of an instant that the schema accepted. */
export function instantSeconds(text: string): number {
  return Date.parse(text) / 1000;
}

/** The author's form of an instant. */
export function instantText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** `Date.parse` rolls 31 June over into July, so an instant must come back as it was written. */
function exists(text: string): boolean {
  const millis = Date.parse(text);
  return Number.isFinite(millis) && instantText(millis / 1000) === text;
}
