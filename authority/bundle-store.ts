import type { ArchiveName } from "#lib/bundle/bundle-name.ts";

/** A bundle as it goes over the wire. While keys rotate there is one for each key, of the same revision. */
export type ServedBundle = {
  readonly channel: string;
  readonly name: ArchiveName;
  readonly epoch: number;
  readonly number: number;
  /** base64url SHA-256 of the bytes: the ETag without its quotes. */
  readonly tag: string;
  /** Whose signature it carries. */
  readonly kid: string;
  /** Discovery: the key from which its readers take the other bundles. */
  readonly announces: string | null;
  /** For the enforcers of the channel's canary alone. */
  readonly canary: boolean;
  readonly bytes: Buffer;
};

/** Who asks: what it takes bundles from, and whether it is in a canary, depends on it. */
export type Reader = { readonly key?: string | null; readonly enforcerId?: string };

/** Channel to the enforcers of its canary. */
export type Canaries = ReadonlyMap<string, ReadonlySet<string>>;

/** What a tag stood for. */
export type Remembered = {
  readonly revision: string;
  /** The key its holder takes bundles from: discovery's word, or whose signature it took. Null: nobody wrote it down. */
  readonly key: string | null;
};

export type BundleStore = ReturnType<typeof createBundleStore>;

/**
 * The bundles in force, in memory: polls never wait for the database. What is older than what is already there
 * is not taken, so that neither a restored database nor an old disk copy moves an enforcer backwards.
 */
export function createBundleStore() {
  const inForce = new Map<string, readonly ServedBundle[]>();
  const remembered = new Map<string, Remembered>();
  const waiters = createWaiters();
  let canaries: Canaries = new Map();

  const announced = (channel: string): string | null =>
    inForce.get(place(channel, "discovery"))?.[0]?.announces ?? null;
  const canaryOf = (channel: string, name: ArchiveName, enforcerId: string | undefined) =>
    enforcerId !== undefined && canaries.get(channel)?.has(enforcerId) === true
      ? inForce.get(place(channel, name, true))
      : undefined;

  return {
    /**
     * Signed by that key; if there is none (or no key is given), by the one that discovery tells of now. An enforcer of
     * the channel's canary is given its bundle.
     */
    current: (
      channel: string,
      name: ArchiveName,
      { key = null, enforcerId }: Reader = {},
    ): ServedBundle | null => {
      const everybody = inForce.get(place(channel, name)) ?? [];
      const variants = canaryOf(channel, name, enforcerId) ?? everybody;
      return variants.length < 2 ? (variants[0] ?? null) : pick(variants, key, announced(channel));
    },
    canaries: (): Canaries => canaries,
    /** Who is in a canary now. To be told after its bundle came, and after what replaces it: no revision falls. */
    setCanaries: (next: Canaries): boolean => {
      const changed = changedChannels(canaries, next);
      canaries = next;
      for (const channel of changed) {
        if (!next.has(channel)) inForce.delete(place(channel, "policy", true));
        waiters.wake(place(channel, "policy"));
      }
      return changed.length > 0;
    },
    all: (): readonly ServedBundle[] => [...inForce.values()].flat(),
    /** Null for a tag nobody remembers. */
    recall: (channel: string, name: ArchiveName, tag: string): Remembered | null =>
      remembered.get(`${place(channel, name)} ${tag}`) ?? null,
    remember: (channel: string, name: ArchiveName, tag: string, what: Remembered): void => {
      remembered.set(`${place(channel, name)} ${tag}`, what);
    },
    /** One revision, in all its variants at once: with some of them missing, an enforcer would get the wrong one. */
    put: (variants: readonly ServedBundle[]): boolean => {
      const [first] = variants;
      if (first === undefined) return false;
      const shared = place(first.channel, first.name);
      const key = place(first.channel, first.name, first.canary);
      const [before] = inForce.get(key) ?? [];
      if (before && !isNewer(first, before)) return false;
      inForce.set(key, variants);
      for (const bundle of variants)
        remembered.set(`${shared} ${bundle.tag}`, {
          revision: revisionText(bundle),
          key: keyOf(bundle),
        });
      waiters.wake(shared);
      return true;
    },
    /** Calls `wake` at each change of that bundle, or of who is in a canary; returns what ends the waiting. */
    onChange: (channel: string, name: ArchiveName, wake: () => void): (() => void) =>
      waiters.add(place(channel, name), wake),
  };
}

export function revisionText({ epoch, number }: Pick<ServedBundle, "epoch" | "number">): string {
  return `${epoch}.${number}`;
}

/** The key that whoever holds this bundle takes bundles from. */
export function keyOf({
  name,
  kid,
  announces,
}: Pick<ServedBundle, "kid" | "announces"> & { readonly name: string }): string | null {
  return name === "discovery" ? announces : kid;
}

function place(channel: string, name: ArchiveName, canary = false): string {
  return canary ? `${channel} ${name} canary` : `${channel} ${name}`;
}

function createWaiters() {
  const waiters = new Map<string, Set<() => void>>();
  return {
    add: (key: string, wake: () => void): (() => void) => {
      const waiting = waiters.get(key) ?? new Set();
      waiters.set(key, waiting.add(wake));
      return () => waiting.delete(wake);
    },
    wake: (key: string): void => {
      for (const wake of waiters.get(key) ?? []) wake();
    },
  };
}

function pick(
  variants: readonly ServedBundle[],
  key: string | null,
  announced: string | null,
): ServedBundle | null {
  const by = (kid: string | null) => variants.find((each) => each.kid === kid);
  return by(key) ?? by(announced) ?? variants[0] ?? null;
}

function changedChannels(before: Canaries, next: Canaries): readonly string[] {
  const channels = [...new Set([...before.keys(), ...next.keys()])];
  return channels.filter((channel) => !isSame(before.get(channel), next.get(channel)));
}

type Members = ReadonlySet<string> | undefined;

function isSame(left: Members, right: Members): boolean {
  return left?.size === right?.size && [...(left ?? [])].every((id) => right?.has(id));
}

function isNewer(bundle: ServedBundle, before: ServedBundle): boolean {
  return (
    bundle.epoch - before.epoch > 0 ||
    (bundle.epoch === before.epoch && bundle.number > before.number)
  );
}
