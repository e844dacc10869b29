import type { z } from "zod";
import type { FieldError } from "#lib/errors.ts";

/** A zod error as a list of fields with what was expected there; paths like `hosts.0.host`. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
}
