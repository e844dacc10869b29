import { z } from "zod";

export const schema = z.object({
  name: z.string().trim().min(1, "is missing").max(120, "120 characters at most"),
  gatewayUrl: z.string().trim(),
});
