import { database } from "#lib/db/client.ts";
import { archiveName } from "./archive-name.ts";
import type { BundleStore } from "./bundle-store.ts";
import type { CredentialBook } from "./credential-book.ts";

/** Takes over what is new in the table; true when something came. */
export async function refreshBundles(store: BundleStore): Promise<boolean> {
  const rows = await database().bundle.findMany({
    orderBy: [{ epoch: "asc" }, { number: "asc" }],
    select: { id: true, channelSlug: true, name: true, epoch: true, number: true, tag: true },
  });
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const name = archiveName(row.name);
    if (name === null) continue;
    store.remember(row.channelSlug, name, row.tag, `${row.epoch}.${row.number}`);
    newest.set(`${row.channelSlug} ${row.name}`, row);
  }
  let came = false;
  for (const row of newest.values()) {
    const name = archiveName(row.name);
    if (name === null || store.current(row.channelSlug, name)?.tag === row.tag) continue;
    const stored = await database().bundle.findUnique({
      where: { id: row.id },
      select: { bytes: true },
    });
    if (!stored) continue;
    const taken = store.put({
      channel: row.channelSlug,
      name,
      epoch: row.epoch,
      number: Number(row.number),
      tag: row.tag,
      bytes: Buffer.from(stored.bytes),
    });
    came ||= taken;
  }
  return came;
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
