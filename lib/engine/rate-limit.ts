import { z } from "zod";
import { duration } from "./duration.ts";

/** The limits a policy or an API may set; exceeded: 429. */
export const rateLimit = z.strictObject({
  limit: z.int().min(1, "At least 1.").max(1_000_000_000),
  window: duration,
  per: z.enum(["subject", "device", "address"]).default("subject").optional(),
});
