import { z } from "zod";
import { readAttributes } from "#components/identity/read-attributes.ts";
import { email, userSummary } from "#lib/identities/users/contract.ts";

export const schema = z.object({
  name: z.string().trim().min(1, "is missing").max(120, "120 characters at most"),
  email,
  consoleRole: userSummary.shape.consoleRole,
  attributes: z.string().transform(readAttributes),
});
