import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import type {
  BundleNote,
  EnforcerNote,
  FleetNotesTaken,
} from "#lib/enforcers/store-fleet-notes.ts";
import type { CounterNote, LossNote } from "#lib/losses/store-losses.ts";

/** What a column of Postgres holds (int4). */
const countMax = 2_000_000_000;

export type FleetNotes = ReturnType<typeof createFleetNotes>;

/**
 * What polls, status and logs tell about enforcers, gathered in memory and written once a second: a poll never
 * waits for a write, and ten thousand polls between two writes cost one statement.
 */
export function createFleetNotes() {
  const enforcers = new Map<string, EnforcerNote>();
  const bundles = new Map<string, BundleNote>();
  const credentials = new Map<string, Date>();
  const losses = new Map<string, LossNote>();
  const counters = new Map<string, CounterNote>();

  const noteLoss = (loss: LossNote): void => {
    const key = `${loss.enforcerId} ${loss.cause}`;
    const count = Math.min(countMax, loss.count + (losses.get(key)?.count ?? 0));
    losses.set(key, { ...loss, count });
  };
  const noteCounter = (note: CounterNote): void => {
    const key = `${note.enforcerId} ${note.process} ${note.cause}`;
    const value = Math.max(note.value, counters.get(key)?.value ?? 0);
    counters.set(key, { ...note, value });
  };
  return {
    noteEnforcer: (enforcerId: string, note: Partial<EnforcerNote>): void => {
      const before = enforcers.get(enforcerId);
      enforcers.set(enforcerId, { ...before, ...note, enforcerId, lastSeenAt: new Date() });
    },
    noteBundle: (enforcerId: string, name: ArchiveName, note: Partial<BundleNote>): void => {
      const key = `${enforcerId} ${name}`;
      bundles.set(key, { ...bundles.get(key), ...note, enforcerId, name });
    },
    noteCredential: (credentialId: string): void => {
      credentials.set(credentialId, new Date());
    },
    noteLoss,
    noteCounter,
    /** Hands out everything noted since the last time. */
    take: (): FleetNotesTaken => {
      const taken = {
        enforcers: [...enforcers.values()],
        bundles: [...bundles.values()],
        credentials: [...credentials].map(([credentialId, at]) => ({ credentialId, at })),
        losses: [...losses.values()],
        counters: [...counters.values()],
      };
      enforcers.clear();
      bundles.clear();
      credentials.clear();
      losses.clear();
      counters.clear();
      return taken;
    },
    /** What could not be written, back again; newer notes win. */
    putBack: (taken: FleetNotesTaken): void => {
      for (const note of taken.enforcers)
        enforcers.set(note.enforcerId, { ...note, ...enforcers.get(note.enforcerId) });
      for (const note of taken.bundles) {
        const key = `${note.enforcerId} ${note.name}`;
        bundles.set(key, { ...note, ...bundles.get(key) });
      }
      taken.losses.forEach(noteLoss);
      taken.counters.forEach(noteCounter);
    },
  };
}
