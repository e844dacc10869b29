import { found } from "#lib/errors.ts";
import { verb } from "#lib/verb.ts";
import { enforcers } from "./contract.ts";
import { newestRevisions, toBundles, toSummary } from "./internal.ts";

export const getEnforcer = verb(enforcers.get, async (_ctx, input, tx) => {
  const row = found(
    await tx.enforcer.findUnique({
      where: { slug: input.slug },
      include: { bundles: true, credentials: { orderBy: { createdAt: "desc" }, take: 20 } },
    }),
    "enforcer",
  );
  const newest = (await newestRevisions(tx)).of(row);
  return {
    ...toSummary(row, newest),
    bundles: toBundles(row, newest),
    credentials: row.credentials.map(({ id, prefix, createdAt, lastUsedAt, revokedAt }) => ({
      id,
      prefix,
      createdAt,
      lastUsedAt,
      revokedAt,
    })),
    labels: asRecord(row.labels),
    lastStatusAt: row.lastStatusAt,
    clockSkewSeconds: row.clockSkewSeconds,
    quarantined: await tx.quarantinedChunk.count({ where: { enforcerId: row.id } }),
  };
});

function asRecord(json: unknown): Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : {};
}
