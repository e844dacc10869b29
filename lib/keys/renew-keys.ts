import { appendAuditEvent } from "#lib/audit/append-audit-event.ts";
import { systemContext } from "#lib/context.ts";
import type { Transaction } from "#lib/db/client.ts";
import { readSettings } from "#lib/settings/settings.ts";
import { dropKey } from "./drop-key.ts";
import { dependentsOf, findDependents } from "./find-dependents.ts";
import { isSucceeded } from "./is-succeeded.ts";
import type { KeyPurpose } from "./key-purpose.ts";

/** A token lives for an hour at most (rule 12); a little more, for clocks. */
const tokenSeconds = 3_700;
const daySeconds = 86_400;

type Key = {
  readonly kid: string;
  readonly purpose: KeyPurpose;
  readonly compromised: boolean;
  readonly retiringSince: Date | null;
};

/**
 * Lets keys of more than the set age have a successor, and drops replaced ones that nobody needs: a bundle key when no
 * enforcer takes bundles from it, a token key when its last token has ended, a compromised one as soon as its successor
 * has signed everything.
 */
export async function renewKeys(tx: Transaction, now: Date, graceSeconds: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(7205761)`;
  const { keyMaxAgeDays } = await readSettings(tx);
  const old = await tx.signingKey.findMany({
    where: {
      purpose: { in: ["bundle", "token"] },
      state: "active",
      createdAt: { lt: new Date(now.getTime() - keyMaxAgeDays * daySeconds * 1000) },
    },
  });
  for (const { kid, purpose } of old) {
    await tx.signingKey.update({ where: { kid }, data: { state: "retiring", retiringSince: now } });
    await audit(tx, { kid, purpose }, "key.rotate", `older than ${keyMaxAgeDays} days`);
  }
  for (const key of await tx.signingKey.findMany({ where: { state: "retiring" } }))
    if (await isDispensable(tx, key, now, graceSeconds)) {
      await dropKey(tx, key.kid);
      await audit(tx, key, "key.retire", key.compromised ? "compromised" : "nobody needs it");
    }
}

async function isDispensable(
  tx: Transaction,
  key: Key,
  now: Date,
  graceSeconds: number,
): Promise<boolean> {
  if (!(await isSucceeded(tx, key))) return false;
  if (key.compromised) return true;
  const since = key.retiringSince?.getTime() ?? now.getTime();
  const needed = key.purpose === "token" ? tokenSeconds + graceSeconds : graceSeconds;
  if (now.getTime() - since < needed * 1000) return false;
  return (
    key.purpose === "token" || dependentsOf(await findDependents(tx, now), key.kid).length === 0
  );
}

async function audit(
  tx: Transaction,
  { kid, purpose }: Pick<Key, "kid" | "purpose">,
  action: "key.rotate" | "key.retire",
  reason: string,
): Promise<void> {
  const target = { kind: "signing-key", id: kid, name: `${purpose} key` };
  await appendAuditEvent(tx, systemContext("authority"), action, target, { purpose, reason });
}
