import { z } from "zod";

export const schema = z.object({
  tokensMayPublish: z.boolean(),
  leaseSeconds: z
    .number({ error: "must be a number of seconds" })
    .int()
    .min(20, "20 seconds at least")
    .max(604_800, "7 days at most"),
  keyMaxAgeDays: z
    .number({ error: "must be a number of days" })
    .int()
    .min(1, "one day at least")
    .max(3650, "ten years at most"),
});
