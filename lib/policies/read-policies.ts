import type { Transaction } from "#lib/db/client.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";

/** Every policy with its document, by name; what inventory pages and imports compare with. */
export async function readPolicies(tx: Transaction): Promise<readonly PolicyDocument[]> {
  const rows = await tx.policy.findMany({ orderBy: { name: "asc" }, select: { document: true } });
  return rows.map((row) => asPolicyDocument(row.document));
}

/** Guaranteed by the verbs that write policies: they store only what the schema accepted. */
export function asPolicyDocument(json: unknown): PolicyDocument {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return json as PolicyDocument;
}
