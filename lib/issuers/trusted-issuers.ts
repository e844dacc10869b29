import type { Transaction } from "#lib/db/client.ts";
import type { IssuerData } from "#lib/engine/deployment.ts";
import { keysOf } from "./issuer-view.ts";

/** What signals say about other issuers. One whose keys never came is left out: nothing it signs could be verified. */
export async function trustedIssuers(
  tx: Transaction,
): Promise<Readonly<Record<string, IssuerData>>> {
  const rows = await tx.tokenIssuer.findMany({ orderBy: { slug: "asc" } });
  return Object.fromEntries(
    rows
      .map((row) => ({ row, keys: keysOf(row) }))
      .filter(({ keys }) => Object.keys(keys).length > 0)
      .map(({ row, keys }): [string, IssuerData] => [
        row.slug,
        {
          issuer: row.issuer,
          local: false,
          jit: row.jit,
          trusted_for_assurance: row.trustedForAssurance,
          groups: row.groups,
          keys,
        },
      ]),
  );
}
