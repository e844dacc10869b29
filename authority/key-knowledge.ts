import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import type { BundleStore } from "./bundle-store.ts";

export type KeyKnowledge = ReturnType<typeof createKeyKnowledge>;

type Poll = {
  readonly enforcerId: string;
  readonly channel: string;
  readonly name: ArchiveName;
  readonly tag: string | null;
};

/**
 * Which key each enforcer takes bundles from, as its polls show: the tag of a discovery says what it was told, the tag
 * of another bundle whose signature it took. Gathered from polls alone, so that a restart without the database knows
 * it again after one of them.
 */
export function createKeyKnowledge(store: BundleStore) {
  const known = new Map<string, { readonly key: string; readonly told: boolean }>();
  const waiting = new Map<string, Set<() => void>>();
  const learn = (enforcerId: string, key: string, told: boolean): void => {
    const before = known.get(enforcerId);
    // A bundle taken before the last discovery says less than the discovery.
    if (before?.told === true && !told) return;
    known.set(enforcerId, { key, told });
    if (before?.key !== key) for (const wake of waiting.get(enforcerId) ?? []) wake();
  };

  return {
    /** Null: it has shown nothing yet. */
    keyOf: (enforcerId: string): string | null => known.get(enforcerId)?.key ?? null,
    polled: ({ enforcerId, channel, name, tag }: Poll): void => {
      const shown = tag === null ? null : store.recall(channel, name, tag);
      const key = shown?.key ?? null;
      if (key === null) return;
      learn(enforcerId, key, name === "discovery");
    },
    /** Calls `wake` when that enforcer is seen to know another key; returns what ends the waiting. */
    onChange: (enforcerId: string, wake: () => void): (() => void) => {
      const wakes = waiting.get(enforcerId) ?? new Set();
      waiting.set(enforcerId, wakes.add(wake));
      return () => {
        wakes.delete(wake);
        if (wakes.size === 0) waiting.delete(enforcerId);
      };
    },
  };
}
