import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { PublicSigningKey } from "./public-signing-key.ts";

const publicJwk = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
});

/** The public half of the root key as the authority recorded it, for people who configure enforcers. */
export async function readRootKey(tx: Transaction): Promise<PublicSigningKey | null> {
  const row = await tx.signingKey.findFirst({
    where: { purpose: "root", state: "active" },
    orderBy: [{ createdAt: "desc" }, { kid: "asc" }],
    select: { kid: true, publicJwk: true },
  });
  return row && { kid: row.kid, jwk: publicJwk.parse(row.publicJwk) };
}
