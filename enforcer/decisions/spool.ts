import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Chunk } from "./chunk.ts";

/** Where a chunk waits: on disk by file, or in memory when the disk would not take it. */
export type Waiting = {
  readonly sequence: number;
  readonly size: number;
  readonly events: number;
  readonly denials: boolean;
  readonly bytes: Uint8Array | null;
};

export type Spool = {
  /** What an earlier run left behind. */
  readonly open: () => Promise<void>;
  readonly add: (chunk: Chunk) => void;
  /** Moves what waits in memory to disk; what the disk refuses stays in memory. */
  readonly settle: () => Promise<void>;
  /** The chunk that has waited longest; null when nothing waits. */
  readonly oldest: () => Promise<{
    readonly bytes: Uint8Array;
    readonly done: () => Promise<void>;
  } | null>;
  readonly bytes: () => number;
  readonly length: () => number;
};

export type SpoolLimits = { readonly bytesMax: number; readonly memoryBytesMax: number };

/** `000000000042-120-d`: sequence, number of events, denials or others. */
const fileName = /^(\d{12})-(\d+)-([da])$/;

/**
 * A bounded queue of chunks, in memory while uploads succeed and on disk while they do not. When it is full the
 * oldest chunk without denials goes first, a chunk of denials only when there is nothing else.
 */
export function createSpool(
  folder: string,
  limits: SpoolLimits,
  dropped: (events: number, denials: boolean) => void,
): Spool {
  let queue: Waiting[] = [];
  let sequence = 0;
  const pathOf = (entry: Waiting) => join(folder, nameOf(entry));
  const remove = async (entry: Waiting) => {
    queue = queue.filter((other) => other !== entry);
    if (entry.bytes === null) await rm(pathOf(entry), { force: true }).catch(() => {});
  };
  const trim = (within: (entry: Waiting) => boolean, bytesMax: number) => {
    let excess = sizeOf(queue.filter(within)) - bytesMax;
    while (excess > 0) {
      const victim = queue.find((entry) => within(entry) && !entry.denials) ?? queue.find(within);
      if (victim === undefined) return;
      excess -= victim.size;
      dropped(victim.events, victim.denials);
      void remove(victim);
    }
  };
  return {
    bytes: () => sizeOf(queue),
    length: () => queue.length,
    open: async () => {
      queue = await readFolder(folder);
      sequence = queue.at(-1)?.sequence ?? 0;
      trim(() => true, limits.bytesMax);
    },
    add: ({ bytes, events, denials }) => {
      sequence += 1;
      queue.push({ sequence, size: bytes.length, events, denials, bytes });
      trim((entry) => entry.bytes !== null, limits.memoryBytesMax);
      trim(() => true, limits.bytesMax);
    },
    settle: async () => {
      for (const entry of queue.filter(({ bytes }) => bytes !== null)) {
        if (!(await write(folder, entry))) return;
        const settled = { ...entry, bytes: null };
        const known = queue.includes(entry);
        queue = queue.map((other) => (other === entry ? settled : other));
        if (!known) await rm(pathOf(entry), { force: true });
      }
    },
    oldest: async () => {
      for (let entry = queue[0]; entry !== undefined; entry = queue[0]) {
        const found: Waiting = entry;
        const bytes = found.bytes ?? (await readFile(pathOf(found)).catch(() => null));
        if (bytes !== null) return { bytes, done: async () => remove(found) };
        dropped(found.events, found.denials);
        await remove(found);
      }
      return null;
    },
  };
}

const sizeOf = (entries: readonly Waiting[]) => entries.reduce((sum, { size }) => sum + size, 0);

function nameOf({ sequence, events, denials }: Waiting): string {
  return `${String(sequence).padStart(12, "0")}-${events}-${denials ? "d" : "a"}`;
}

async function readFolder(folder: string): Promise<Waiting[]> {
  const files = await readdir(folder).catch(() => []);
  const found: Waiting[] = [];
  for (const file of files.toSorted((a, b) => (a < b ? -1 : 1))) {
    const [, sequence, events, kind] = fileName.exec(file) ?? [];
    if (sequence === undefined) continue;
    const { size } = await stat(join(folder, file));
    found.push({
      sequence: Number(sequence),
      size,
      events: Number(events),
      denials: kind === "d",
      bytes: null,
    });
  }
  return found;
}

async function write(folder: string, entry: Waiting): Promise<boolean> {
  if (entry.bytes === null) return true;
  const target = join(folder, nameOf(entry));
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${target}.tmp`, entry.bytes, { mode: 0o600 });
    await rename(`${target}.tmp`, target);
    return true;
  } catch {
    await rm(`${target}.tmp`, { force: true }).catch(() => {});
    return false;
  }
}
