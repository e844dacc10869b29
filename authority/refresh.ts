import { database } from "#lib/db/client.ts";
import { archiveName } from "./archive-name.ts";
import { keyOf, type BundleStore, type ServedBundle } from "./bundle-store.ts";
import type { CredentialBook } from "./credential-book.ts";

type Row = {
  readonly id: string;
  readonly channelSlug: string;
  readonly name: string;
  readonly epoch: number;
  readonly number: bigint;
  readonly tag: string;
  readonly kid: string;
  readonly announces: string | null;
  readonly canary: boolean;
  readonly releaseNumber: number | null;
};

/** Takes over what is new in the table; true when something came. */
export async function refreshBundles(store: BundleStore): Promise<boolean> {
  // Read before the bundles, and told after them: who is in a canary then always finds what is newer than what it has.
  const canaries = await database().canary.findMany({
    where: { endedAt: null },
    select: { channelSlug: true, releaseNumber: true, enforcerIds: true },
  });
  const rows = await database().bundle.findMany({
    orderBy: [{ epoch: "asc" }, { number: "asc" }, { kid: "asc" }],
    select: {
      id: true,
      channelSlug: true,
      name: true,
      epoch: true,
      number: true,
      tag: true,
      kid: true,
      announces: true,
      canary: true,
      releaseNumber: true,
    },
  });
  for (const row of rows) {
    const name = archiveName(row.name);
    const revision = `${row.epoch}.${row.number}`;
    if (name !== null)
      store.remember(row.channelSlug, name, row.tag, { revision, key: keyOf(row) });
  }
  const known = new Set(store.all().map(({ tag }) => tag));
  let came = false;
  const tried = new Set(canaries.map(({ releaseNumber }) => releaseNumber));
  const served = rows.filter((row) => !row.canary || tried.has(row.releaseNumber ?? 0));
  for (const newest of newestRevisions(served)) {
    if (newest.every(({ name, tag }) => archiveName(name) === null || known.has(tag))) continue;
    const taken = store.put(await fetchVariants(newest));
    came ||= taken;
  }
  const moved = store.setCanaries(
    new Map(canaries.map(({ channelSlug, enforcerIds }) => [channelSlug, new Set(enforcerIds)])),
  );
  return came || moved;
}

/** Of each bundle its newest revision, with every variant; a canary's is one of its own. */
function newestRevisions(rows: readonly Row[]): readonly (readonly Row[])[] {
  const newest = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.channelSlug} ${row.name} ${row.canary}`;
    const before = newest.get(key);
    const same = before?.[0]?.epoch === row.epoch && before[0].number === row.number;
    if (before !== undefined && same) before.push(row);
    else newest.set(key, [row]);
  }
  // Discovery last: who hears of a key asks for what is signed by it at once.
  return [...newest.values()].toSorted(
    ([left], [right]) => Number(left?.name === "discovery") - Number(right?.name === "discovery"),
  );
}

async function fetchVariants(rows: readonly Row[]): Promise<readonly ServedBundle[]> {
  const stored = await database().bundle.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    select: { id: true, bytes: true },
  });
  const bytesOf = new Map(stored.map(({ id, bytes }) => [id, Buffer.from(bytes)]));
  return rows.flatMap(({ id, channelSlug, name, number, releaseNumber: _release, ...rest }) => {
    const [known, bytes] = [archiveName(name), bytesOf.get(id)];
    if (known === null || bytes === undefined) return [];
    return [{ ...rest, channel: channelSlug, name: known, number: Number(number), bytes }];
  });
}

/** Reads who may poll now. */
export async function refreshCredentials(book: CredentialBook): Promise<void> {
  const rows = await database().enforcerCredential.findMany({
    where: { revokedAt: null, enforcer: { revokedAt: null } },
    select: {
      id: true,
      hash: true,
      enforcer: { select: { id: true, slug: true, name: true, channelSlug: true } },
    },
  });
  book.replace(
    rows.map((row) => ({
      hash: Buffer.from(row.hash).toString("base64url"),
      credentialId: row.id,
      enforcerId: row.enforcer.id,
      slug: row.enforcer.slug,
      name: row.enforcer.name,
      channel: row.enforcer.channelSlug,
    })),
  );
}
