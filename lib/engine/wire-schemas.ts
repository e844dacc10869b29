import { z } from "zod";
import { cleanText, plainNumber } from "./text-schemas.ts";

/** Integer seconds since 1970 UTC. */
export const seconds = z.int();
export const revision = z.tuple([z.int().min(0), z.int().min(0)]).readonly();
export const sensitivity = z.enum(["public", "internal", "confidential", "restricted"]);

export const wireScalar = z.union([cleanText, plainNumber, z.boolean()]);
export const attributeValue = z.union([wireScalar, z.array(wireScalar)]);

export const wireRateLimit = z.strictObject({
  limit: z.int().min(1),
  window_seconds: z.int().min(1),
  per: z.enum(["subject", "device", "address"]),
});

/**
 * A map whose keys are data. Zod's own record drops the key `__proto__` (and so would let its value pass
 * unseen); here it is a key like any other, and the object stays the one that was given (rule 6).
 */
export function wireMap<T extends z.ZodType>(value: T) {
  return z
    .custom<Record<string, z.infer<T>>>(isObject, "Expected an object.")
    .superRefine((map, context) => {
      for (const key of Object.keys(map)) {
        const result = value.safeParse(map[key]);
        for (const issue of result.error?.issues ?? [])
          context.addIssue({ code: "custom", path: [key, ...issue.path], message: issue.message });
      }
    });
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
