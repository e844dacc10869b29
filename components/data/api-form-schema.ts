import { z } from "zod";
import { apiSettings } from "#lib/apis/contract.ts";
import { rateLimit } from "#lib/engine/rate-limit.ts";

/** The settings of an API as a form holds them: without a limit the rate limit's number is empty. */
const limitFields = z.object({
  limit: z.number({ error: "a whole number" }).nullable(),
  window: z.string(),
  per: z.enum(["subject", "device", "address"]),
});

export const apiFormSchema = apiSettings.extend({
  rateLimit: limitFields.transform((fields, context) => {
    if (fields.limit === null) return null;
    const parsed = rateLimit.safeParse(fields);
    if (parsed.success) return parsed.data;
    for (const { message, path } of parsed.error.issues)
      context.addIssue({ code: "custom", message, path });
    return z.NEVER;
  }),
});
