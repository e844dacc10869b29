import { z } from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { deviceDetail, deviceSummary } from "./contract.ts";
import { devicePlatforms } from "./contract.ts";

export const deviceInclude = {
  owner: { select: { slug: true, name: true } },
  keys: { orderBy: { createdAt: "asc" } },
} satisfies Prisma.DeviceInclude;

type Row = Prisma.DeviceGetPayload<{ include: typeof deviceInclude }>;

const platform = z.enum(devicePlatforms).catch("other");
const storedPosture = z.record(
  z.string(),
  z.object({
    value: z.union([z.string(), z.number(), z.boolean()]),
    notAfter: z.string().nullable().default(null),
  }),
);

export function deviceSummaryOf(row: Row): z.input<typeof deviceSummary> {
  const used = row.keys.flatMap((key) => (key.lastUsedAt ? [key.lastUsedAt.getTime()] : []));
  return {
    slug: row.slug,
    name: row.name,
    owner: row.owner,
    platform: platform.parse(row.platform),
    state: row.state,
    trust: row.trust,
    stateReason: row.stateReason,
    origin: row.origin,
    createdAt: row.createdAt,
    lastUsedAt: used.length > 0 ? new Date(Math.max(...used)) : null,
    version: row.version,
  };
}

export function deviceDetailOf(row: Row): z.input<typeof deviceDetail> {
  return {
    ...deviceSummaryOf(row),
    posture: storedPosture.catch({}).parse(row.posture),
    keys: row.keys.map((key) => ({
      thumbprint: key.thumbprint,
      createdAt: key.createdAt,
      revokedAt: key.revokedAt,
    })),
  };
}
