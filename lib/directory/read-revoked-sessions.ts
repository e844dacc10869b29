import type { Transaction } from "#lib/db/client.ts";
import type { SignalsData } from "#lib/engine/deployment.ts";
import { secondsOf } from "./seconds-of.ts";

/** Longest life of an access token, and a minute for clocks that differ: after that a revoked session is dropped. */
const rememberedMs = (15 + 1) * 60_000;

/** Sessions whose tokens may still be around, by `sid`. */
export async function readRevokedSessions(
  tx: Transaction,
  now: Date,
): Promise<SignalsData["sessions"]> {
  const rows = await tx.session.findMany({
    where: { revokedAt: { gt: new Date(now.getTime() - rememberedMs) } },
    orderBy: { id: "asc" },
    select: { id: true, revokedAt: true },
  });
  return Object.fromEntries(
    rows.map((row) => [row.id, { revoked_at: secondsOf(row.revokedAt ?? now) }]),
  );
}
