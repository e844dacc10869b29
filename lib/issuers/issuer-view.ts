import { z } from "zod";
import type { TokenIssuer } from "#lib/db/generated/client.ts";
import type { IssuerData } from "#lib/engine/deployment.ts";
import type { IssuerView } from "./contract.ts";

const stored = z.record(
  z.string(),
  z.object({ alg: z.enum(["ES256", "RS256", "PS256"]), jwks: z.string() }),
);

export function keysOf({ keys }: Pick<TokenIssuer, "keys">): IssuerData["keys"] {
  return stored.parse(keys);
}

export function issuerView(row: TokenIssuer): IssuerView {
  return {
    slug: row.slug,
    name: row.name,
    issuer: row.issuer,
    jwksUri: row.jwksUri,
    pinned: row.pinned,
    jit: row.jit,
    trustedForAssurance: row.trustedForAssurance,
    groups: row.groups,
    keys: Object.entries(keysOf(row)).map(([kid, { alg }]) => ({ kid, alg })),
    fetchedAt: row.fetchedAt?.toISOString() ?? null,
    dueAt: row.pinned ? null : row.dueAt.toISOString(),
    error: row.error,
    failures: row.failures,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  };
}
