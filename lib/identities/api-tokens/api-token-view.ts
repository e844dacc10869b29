import type { z } from "zod";
import type { Prisma } from "#lib/db/generated/client.ts";
import type { apiToken } from "./contract.ts";

export const tokenInclude = {
  owner: { select: { slug: true, name: true } },
} satisfies Prisma.ApiTokenInclude;

export function apiTokenView(
  row: Prisma.ApiTokenGetPayload<{ include: typeof tokenInclude }>,
): z.input<typeof apiToken> {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    owner: row.owner,
    scopes: row.scopes,
    origin: row.origin,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
    revokedAt: row.revokedAt,
  };
}
