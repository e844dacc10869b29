import type { ArchiveName } from "#lib/bundle/bundle-name.ts";

/** A bundle as it goes over the wire. */
export type ServedBundle = {
  readonly channel: string;
  readonly name: ArchiveName;
  readonly epoch: number;
  readonly number: number;
  /** base64url SHA-256 of the bytes: the ETag without its quotes. */
  readonly tag: string;
  readonly bytes: Buffer;
};

export type BundleStore = ReturnType<typeof createBundleStore>;

/**
 * The bundles in force, in memory: polls never wait for the database. What is older than what is already there
 * is not taken, so that neither a restored database nor an old disk copy moves an enforcer backwards.
 */
export function createBundleStore() {
  const current = new Map<string, ServedBundle>();
  const revisions = new Map<string, string>();
  const waiters = new Map<string, Set<() => void>>();

  return {
    current: (channel: string, name: ArchiveName): ServedBundle | null =>
      current.get(place(channel, name)) ?? null,
    all: (): readonly ServedBundle[] => [...current.values()],
    /** The revision text that a tag stood for; null for a tag nobody remembers. */
    revisionOf: (channel: string, name: ArchiveName, tag: string): string | null =>
      revisions.get(`${place(channel, name)} ${tag}`) ?? null,
    remember: (channel: string, name: ArchiveName, tag: string, revision: string): void => {
      revisions.set(`${place(channel, name)} ${tag}`, revision);
    },
    put: (bundle: ServedBundle): boolean => {
      const key = place(bundle.channel, bundle.name);
      const before = current.get(key);
      if (before && !isNewer(bundle, before)) return false;
      current.set(key, bundle);
      revisions.set(`${key} ${bundle.tag}`, `${bundle.epoch}.${bundle.number}`);
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

function place(channel: string, name: ArchiveName): string {
  return `${channel} ${name}`;
}

function isNewer(bundle: ServedBundle, before: ServedBundle): boolean {
  return (
    bundle.epoch - before.epoch > 0 ||
    (bundle.epoch === before.epoch && bundle.number > before.number)
  );
}
