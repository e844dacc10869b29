import { z } from "zod";
import { readAttributes } from "#components/identity/read-attributes.ts";
import { devicePlatforms, deviceTrusts } from "#lib/devices/contract.ts";

export const schema = z.object({
  name: z.string().trim().min(1, "is missing").max(120, "120 characters at most"),
  platform: z.enum(devicePlatforms),
  trust: z.enum(deviceTrusts),
  posture: z.string().transform(readAttributes),
});
