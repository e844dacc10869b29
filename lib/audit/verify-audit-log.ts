import { auditHash, genesisHash } from "#lib/audit/append-audit-event.ts";
import { audit } from "./contract.ts";
import type { Transaction } from "#lib/db/client.ts";
import type { AuditEvent } from "#lib/db/generated/client.ts";
import { verb } from "#lib/verb.ts";

type Broken = { readonly seq: string; readonly why: "changed" | "missing" | "unlinked" };

const batchSize = 2_000;

/** Walks the chain from its first entry and stops at the first that is not as it was written. */
export const verifyAuditLog = verb(audit.verify, async (_ctx, _input, tx) => {
  let expected = { seq: 1n, prevHash: genesisHash };
  let checked = 0;
  for (;;) {
    const rows = await tx.auditEvent.findMany({
      where: { seq: { gte: expected.seq } },
      orderBy: { seq: "asc" },
      take: batchSize,
    });
    for (const row of rows) {
      const broken = breakAt(row, expected);
      if (broken)
        return { intact: false, checked, head: checked === 0 ? null : expected.prevHash, broken };
      expected = { seq: row.seq + 1n, prevHash: row.hash };
      checked += 1;
    }
    if (rows.length < batchSize) {
      const broken = await breakAtEnd(tx, expected);
      const head = checked === 0 ? null : expected.prevHash;
      return { intact: broken === null, checked, head, broken };
    }
  }
});

/** The chain must end where the head says: what was cut off its end leaves no gap behind. */
async function breakAtEnd(
  tx: Transaction,
  expected: { readonly seq: bigint; readonly prevHash: string },
): Promise<Broken | null> {
  const head = await tx.auditHead.findUnique({ where: { id: 1 } });
  const ends = head ? { seq: head.seq + 1n, hash: head.hash } : { seq: 1n, hash: genesisHash };
  if (ends.seq === expected.seq && ends.hash === expected.prevHash) return null;
  return { seq: expected.seq.toString(), why: ends.seq > expected.seq ? "missing" : "unlinked" };
}

function breakAt(
  row: AuditEvent,
  expected: { readonly seq: bigint; readonly prevHash: string },
): Broken | null {
  if (row.seq !== expected.seq) return { seq: expected.seq.toString(), why: "missing" };
  if (row.prevHash !== expected.prevHash) return { seq: row.seq.toString(), why: "unlinked" };
  return auditHash(recordOf(row)) === row.hash ? null : { seq: row.seq.toString(), why: "changed" };
}

/** What was hashed: the row without its own hash, and without its origin, which only labels sample data. */
function recordOf(row: AuditEvent): Parameters<typeof auditHash>[0] {
  const { hash: _hash, origin: _origin, ...record } = row;
  return record;
}
