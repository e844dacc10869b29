import type { Transaction } from "#lib/db/client.ts";
import { parseRevision } from "#lib/enforcers/parse-revision.ts";
import { bySource, sourceKey, type Part } from "./count-decisions.ts";
import { deniedMin, hasJumped, isOwnFault, type Counts } from "./has-jumped.ts";

export type Group = {
  readonly reason: string;
  readonly enforcer: string;
  readonly enforcerId: string;
  readonly api: string | null;
  readonly revision: string | null;
  readonly release: number | null;
  readonly denied: number;
  readonly jumped: boolean;
};

const none: Counts = { denied: 0, decided: 0 };

/** Denials by reason, release, enforcer and API, largest first, and which of them are more than usual. */
export async function findGroups(
  tx: Transaction,
  parts: readonly Part[],
  usual: ReadonlyMap<string, Counts>,
): Promise<readonly Group[]> {
  const now = bySource(sourcesOf(parts));
  const sameFault = totals(parts, (part) => `${part.enforcer} ${part.reason}`);
  const releaseOf = await readReleases(tx, parts);
  return parts
    .flatMap(({ reason, count, channel, ...part }): Group[] => {
      if (reason === null) return [];
      const key = sourceKey(part);
      const jumped = isOwnFault(reason)
        ? (sameFault.get(`${part.enforcer} ${reason}`) ?? 0) >= deniedMin
        : hasJumped(now.get(key) ?? none, usual.get(key) ?? none);
      const release = releaseOf.get(`${channel} ${part.revision}`) ?? null;
      return [{ ...part, reason, denied: count, release, jumped }];
    })
    .toSorted((left, right) => right.denied - left.denied);
}

function sourcesOf(parts: readonly Part[]) {
  const decided = totals(parts, sourceKey);
  const denied = totals(
    parts.filter(({ reason }) => reason !== null),
    sourceKey,
  );
  const distinct = new Map(parts.map((part) => [sourceKey(part), part]));
  return [...distinct].map(([key, { enforcer, api }]) => ({
    enforcer,
    api,
    decided: decided.get(key) ?? 0,
    denied: denied.get(key) ?? 0,
  }));
}

function totals(parts: readonly Part[], keyOf: (part: Part) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts) sums.set(keyOf(part), (sums.get(keyOf(part)) ?? 0) + part.count);
  return sums;
}

/** Which release each revision carried; old bundles are pruned, and then nobody knows. */
async function readReleases(
  tx: Transaction,
  parts: readonly Part[],
): Promise<ReadonlyMap<string, number>> {
  const distinct = new Map(parts.map((part) => [`${part.channel} ${part.revision}`, part]));
  const wanted = [...distinct.values()].flatMap(({ channel, revision }) => {
    const [epoch, number] = parseRevision(revision) ?? [];
    if (epoch === undefined || number === undefined) return [];
    return [{ channelSlug: channel, name: "policy", epoch, number: BigInt(number) }];
  });
  if (wanted.length === 0) return new Map();
  const rows = await tx.bundle.findMany({
    where: { OR: wanted },
    select: { channelSlug: true, epoch: true, number: true, releaseNumber: true },
  });
  return new Map(
    rows.flatMap(({ channelSlug, epoch, number, releaseNumber }) =>
      releaseNumber === null ? [] : [[`${channelSlug} ${epoch}.${number}`, releaseNumber] as const],
    ),
  );
}
