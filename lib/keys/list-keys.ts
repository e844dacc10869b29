import type { Transaction } from "#lib/db/client.ts";
import { verb } from "#lib/verb.ts";
import { keys, type SigningKeyView } from "./contract.ts";
import { dependentsOf, findDependents } from "./find-dependents.ts";

export const listKeys = verb(keys.list, async (_ctx, _input, tx) => keysView(tx));

const states = { active: "current", retiring: "retiring", retired: "retired" } as const;

export async function keysView(tx: Transaction) {
  const dependents = await findDependents(tx, new Date());
  const rows = await tx.signingKey.findMany({ orderBy: [{ createdAt: "desc" }, { kid: "asc" }] });
  const items = rows.map((row): SigningKeyView => ({
    kid: row.kid,
    purpose: row.purpose,
    state: states[row.state],
    compromised: row.compromised,
    createdAt: row.createdAt.toISOString(),
    retiringSince: row.retiringSince?.toISOString() ?? null,
    retiredAt: row.retiredAt?.toISOString() ?? null,
    dependents:
      row.purpose === "bundle" && row.state !== "retired"
        ? dependentsOf(dependents, row.kid).map(({ slug, name }) => ({ slug, name }))
        : [],
  }));
  return { items };
}
