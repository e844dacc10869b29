import { z } from "zod";

export const schema = z.object({
  method: z.string(),
  template: z.string().trim().startsWith("/", "Begin with a slash, as in /users/{id}."),
  operationId: z.string().trim(),
  summary: z.string().trim(),
});
