import { verb } from "#lib/verb.ts";
import { issuers } from "./contract.ts";
import { issuerView } from "./issuer-view.ts";

export const listIssuers = verb(issuers.list, async (_ctx, _input, tx) => {
  const rows = await tx.tokenIssuer.findMany({ orderBy: { slug: "asc" } });
  return { items: rows.map(issuerView) };
});
