import { z } from "zod";
import type { Transaction } from "#lib/db/client.ts";
import type { KeyPurpose } from "./key-purpose.ts";

const publicJwk = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
});

export type PublicSigningKey = { readonly kid: string; readonly jwk: z.output<typeof publicJwk> };

/** Public halves of the keys in use, newest first. */
export async function readPublicKeys(
  tx: Transaction,
  purpose: KeyPurpose,
): Promise<readonly PublicSigningKey[]> {
  const rows = await tx.signingKey.findMany({
    where: { purpose, state: "active" },
    orderBy: [{ createdAt: "desc" }, { kid: "asc" }],
    select: { kid: true, publicJwk: true },
  });
  return rows.map((row) => ({ kid: row.kid, jwk: publicJwk.parse(row.publicJwk) }));
}
