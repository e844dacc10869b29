import { createHash } from "node:crypto";
import { mkdir, open, readFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ArchiveName } from "#lib/bundle/bundle-name.ts";

/** An archive with the tag it is known by to the server. */
export type StoredArchive = {
  readonly bytes: Uint8Array;
  readonly tag: string | null;
  readonly origin: "served" | "disk";
};

export type StateStore = {
  /** Atomic: a crash leaves the file whole or absent. Older generations than the newest three are removed. */
  readonly save: (name: ArchiveName, archive: StoredArchive) => Promise<void>;
  /** Newest first. A generation that is damaged on disk comes as its problem, so that it can be reported. */
  readonly load: (name: ArchiveName) => AsyncGenerator<StoredArchive | { readonly damage: string }>;
};

const generations = 3;

/**
 * The last good archives on disk. One file per generation: a line of JSON (tag, SHA-256), then the bytes exactly
 * as served. The hash only tells damage from forgery; trust comes from the signature, checked again at every start.
 */
export function createStateStore(stateDir: string): StateStore {
  const folder = join(stateDir, "bundles");
  let turn = Promise.resolve();
  const saveNow = async (name: ArchiveName, { bytes, tag }: StoredArchive) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const files = await list(folder, name);
    const number = files.length === 0 ? 1 : Math.max(...files.map((file) => file.number)) + 1;
    const head = JSON.stringify({ tag, sha256: sha256(bytes) });
    const target = join(folder, `${name}.${String(number).padStart(12, "0")}`);
    await writeWhole(target, Buffer.concat([Buffer.from(`${head}\n`), bytes]), folder);
    const old = files.toSorted((a, b) => b.number - a.number).slice(generations - 1);
    await Promise.all(old.map((file) => rm(join(folder, file.file), { force: true })));
  };
  return {
    save: (name, archive) => {
      const saved = turn.then(() => saveNow(name, archive));
      turn = saved.catch(() => {});
      return saved;
    },
    async *load(name) {
      const files = (await list(folder, name)).toSorted((a, b) => b.number - a.number);
      for (const { file } of files) {
        // What can't be read is damage like any other: the one before it may be good.
        const content = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
        yield parse(file, content);
      }
    },
  };
}

async function list(folder: string, name: ArchiveName) {
  let files: readonly string[];
  try {
    files = await readdir(folder);
  } catch {
    return [];
  }
  return files.flatMap((file) => {
    const match = /^([a-z]+)\.(\d{12})$/.exec(file);
    return match?.[1] === name ? [{ file, number: Number(match[2]) }] : [];
  });
}

/** Written beside, flushed, renamed, and the folder flushed: what stands under the name is always whole. */
async function writeWhole(target: string, bytes: Uint8Array, folder: string): Promise<void> {
  const temporary = `${target}.tmp`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, target);
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function parse(file: string, content: Buffer): StoredArchive | { readonly damage: string } {
  const end = content.indexOf(0x0a);
  const bytes = content.subarray(end + 1);
  try {
    const head: unknown = JSON.parse(content.toString("utf8", 0, Math.max(end, 0)));
    if (typeof head === "object" && head !== null && "tag" in head && "sha256" in head) {
      const tag = typeof head.tag === "string" ? head.tag : null;
      if (head.sha256 === sha256(bytes)) return { bytes, tag, origin: "disk" };
    }
  } catch {
    // Reported below like every other damage.
  }
  return { damage: `${file} on disk is damaged` };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64url");
