import type { Transaction } from "#lib/db/client.ts";
import type { KeyPurpose } from "./key-purpose.ts";

/**
 * Whether everything that a key signed is there by a current one as well: of each channel the newest revision of every
 * bundle (a running canary's as well), and that discovery tells of it. Before that, retiring it would leave enforcers without anything to fetch.
 */
export async function isSucceeded(
  tx: Transaction,
  { purpose }: { readonly purpose: KeyPurpose },
): Promise<boolean> {
  const current = await tx.signingKey.findMany({ where: { purpose, state: "active" } });
  const kids = current.map(({ kid }) => kid);
  if (purpose !== "bundle") return kids.length > 0;
  const running = await tx.canary.findMany({
    where: { endedAt: null },
    select: { releaseNumber: true },
  });
  const tried = running.map(({ releaseNumber }) => releaseNumber);
  const rows = await tx.bundle.findMany({
    where: {
      channel: { retiredAt: null },
      OR: [{ canary: false }, { releaseNumber: { in: tried } }],
    },
    distinct: ["channelSlug", "name", "canary"],
    orderBy: [
      { channelSlug: "asc" },
      { name: "asc" },
      { canary: "asc" },
      { epoch: "desc" },
      { number: "desc" },
    ],
    select: { channelSlug: true, name: true, canary: true, epoch: true, number: true },
  });
  for (const row of rows) {
    const signed = row.name === "discovery" ? { announces: { in: kids } } : { kid: { in: kids } };
    if (
      (await tx.bundle.findFirst({ where: { ...row, ...signed }, select: { id: true } })) === null
    )
      return false;
  }
  return kids.length > 0;
}
