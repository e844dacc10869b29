import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { BundleStore, ServedBundle } from "./bundle-store.ts";
import type { CredentialBook } from "./credential-book.ts";

const index = z.object({
  bundles: z.array(
    z.object({
      channel: z.string(),
      name: z.enum(["policy", "directory", "signals", "discovery"]),
      epoch: z.number().int(),
      number: z.number().int(),
      tag: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
      // An older version wrote neither of them down.
      kid: z.string().default(""),
      announces: z.string().nullable().default(null),
      canary: z.boolean().default(false),
    }),
  ),
  /** Channel to the enforcers of its canary. */
  canaries: z.record(z.string(), z.array(z.string())).default({}),
  credentials: z.array(
    z.object({
      hash: z.string(),
      credentialId: z.string(),
      enforcerId: z.string(),
      slug: z.string(),
      name: z.string(),
      channel: z.string(),
    }),
  ),
});

/**
 * What the authority needs to serve while Postgres is down, also after a restart: the bundles in force, named by
 * their hash, and the hashes of the credentials, in one index that is replaced as a whole.
 */
export async function saveDiskCopy(
  folder: string,
  store: BundleStore,
  book: CredentialBook,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const present = new Set(await readdir(folder));
  for (const { tag, bytes } of store.all())
    if (!present.has(fileOf(tag))) await replace(join(folder, fileOf(tag)), bytes);
  const bundles = store.all().map(({ bytes: _bytes, ...bundle }) => bundle);
  const canaries = Object.fromEntries([...store.canaries()].map(([at, ids]) => [at, [...ids]]));
  const text = JSON.stringify({ bundles, canaries, credentials: book.all() });
  await replace(join(folder, "index.json"), Buffer.from(text));
  const kept = new Set(bundles.map(({ tag }) => fileOf(tag)));
  for (const file of present)
    if (file.endsWith(".tar.gz") && !kept.has(file)) await rm(join(folder, file), { force: true });
}

/** Fills store and book from disk; what is missing or damaged is left out. */
export async function loadDiskCopy(
  folder: string,
  store: BundleStore,
  book: CredentialBook,
): Promise<void> {
  const text = await readFile(join(folder, "index.json"), "utf8").catch(() => null);
  if (text === null) return;
  const copy = index.safeParse(parseJson(text)).data;
  if (!copy) return;
  book.replace(copy.credentials);
  const revisions = new Map<string, ServedBundle[]>();
  for (const bundle of copy.bundles) {
    const bytes = await readFile(join(folder, fileOf(bundle.tag))).catch(() => null);
    if (bytes && createHash("sha256").update(bytes).digest("base64url") === bundle.tag)
      addTo(revisions, `${bundle.channel} ${bundle.name} ${bundle.canary}`, { ...bundle, bytes });
  }
  for (const variants of revisions.values()) store.put(variants);
  const canaries = Object.entries(copy.canaries).map(([at, ids]) => [at, new Set(ids)] as const);
  store.setCanaries(new Map(canaries));
}

function addTo<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

const fileOf = (tag: string) => `${tag}.tar.gz`;

async function replace(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, bytes, { mode: 0o600 });
  await rename(draft, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
