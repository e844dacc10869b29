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
  readonly bytes: Buffer;
};

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
  const waiters = new Map<string, Set<() => void>>();

  const announced = (channel: string): string | null =>
    inForce.get(place(channel, "discovery"))?.[0]?.announces ?? null;

  return {
    /** Signed by that key; if there is none (or no key is given), by the one that discovery tells of now. */
    current: (
      channel: string,
      name: ArchiveName,
      key: string | null = null,
    ): ServedBundle | null => {
      const variants = inForce.get(place(channel, name));
      if (variants === undefined || variants.length < 2) return variants?.[0] ?? null;
      const by = (kid: string | null) => variants.find((each) => each.kid === kid);
      return by(key) ?? by(announced(channel)) ?? variants[0] ?? null;
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
      const key = place(first.channel, first.name);
      const [before] = inForce.get(key) ?? [];
      if (before && !isNewer(first, before)) return false;
      inForce.set(key, variants);
      for (const bundle of variants)
        remembered.set(`${key} ${bundle.tag}`, {
          revision: revisionText(bundle),
          key: keyOf(bundle),
        });
      for (const wake of waiters.get(key) ?? []) wake();
      return true;
    },
    /** Calls `wake` at the next change of that bundle; returns what ends the waiting. */
    onChange: (channel: string, name: ArchiveName, wake: () => void): (() => void) => {
      const key = place(channel, name);
      const waiting = waiters.get(key) ?? new Set();
      waiters.set(key, waiting.add(wake));
      return () => waiting.delete(wake);
    },
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

function place(channel: string, name: ArchiveName): string {
  return `${channel} ${name}`;
}

function isNewer(bundle: ServedBundle, before: ServedBundle): boolean {
  return (
    bundle.epoch - before.epoch > 0 ||
    (bundle.epoch === before.epoch && bundle.number > before.number)
  );
}
