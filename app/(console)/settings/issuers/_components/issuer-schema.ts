import { z } from "zod";
import { issuers } from "#lib/issuers/contract.ts";

/** What is typed: empty text for what is not there, one group a line. */
const typed = {
  jwksUri: z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : text)),
  pinnedJwks: z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : text)),
  groups: z.string().transform((text) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
};
export const createSchema = issuers.create.input.extend(typed);
export const editSchema = createSchema.omit({ slug: true, issuer: true });
