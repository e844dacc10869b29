import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { database } from "#lib/db/client.ts";
import { storeFleetNotes } from "#lib/enforcers/store-fleet-notes.ts";
import { logError } from "#lib/log.ts";
import { createAcknowledgements, type Acknowledgements } from "./acknowledgements.ts";
import type { AuthoritySettings } from "./authority-settings.ts";
import { createBundleStore, type BundleStore } from "./bundle-store.ts";
import { createCredentialBook, type CredentialBook } from "./credential-book.ts";
import { loadDiskCopy, saveDiskCopy } from "./disk-copy.ts";
import { createFleetNotes, type FleetNotes } from "./fleet-notes.ts";
import { refreshBundles, refreshCredentials } from "./refresh.ts";
import { createKeyKnowledge, type KeyKnowledge } from "./key-knowledge.ts";
import type { Signers } from "./signers.ts";

/** What routes and jobs of one authority process share. */
export type Authority = {
  readonly settings: AuthoritySettings;
  readonly store: BundleStore;
  readonly book: CredentialBook;
  readonly fleet: FleetNotes;
  readonly acknowledgements: Acknowledgements;
  readonly keys: KeyKnowledge;
  /** Null until the database was reached once: bundles are served from disk before that. */
  readonly signers: () => Signers | null;
  readonly setSigners: (signers: Signers) => void;
  /** Aborted when the process is asked to stop: waiters are answered. */
  readonly stopping: AbortController;
};

export function createAuthority(settings: AuthoritySettings): Authority {
  let signers: Signers | null = null;
  const fleet = createFleetNotes();
  const store = createBundleStore();
  const stopping = new AbortController();
  // Every parked poll listens.
  setMaxListeners(0, stopping.signal);
  return {
    settings,
    store,
    book: createCredentialBook(),
    fleet,
    acknowledgements: createAcknowledgements(fleet),
    keys: createKeyKnowledge(store),
    signers: () => signers,
    setSigners: (next) => {
      signers = next;
    },
    stopping,
  };
}

const folderOf = (authority: Authority) => join(authority.settings.dataDir, "authority");

/** What the last run left on disk, so that polls are answered before the database is. */
export async function loadFromDisk(authority: Authority): Promise<void> {
  await loadDiskCopy(folderOf(authority), authority.store, authority.book);
}

/** Takes over from the table who may poll: a revoked credential's parked polls end here. */
export async function takeCredentials(authority: Authority): Promise<void> {
  const before = authority.book.all().map((entry) => entry.credentialId);
  await refreshCredentials(authority.book);
  const after = authority.book.all().map((entry) => entry.credentialId);
  if (before.join() !== after.join()) await keepOnDisk(authority);
}

/** Takes over from the table the bundles that this process or another one stored. */
export async function takeBundles(authority: Authority): Promise<void> {
  if (await refreshBundles(authority.store)) await keepOnDisk(authority);
}

async function keepOnDisk(authority: Authority): Promise<void> {
  try {
    await saveDiskCopy(folderOf(authority), authority.store, authority.book);
  } catch (error) {
    logError("can't keep the bundles on disk; serving them from memory", error);
  }
}

/** Writes what was noted about enforcers; what can't be written now is written later. */
export async function flushFleetNotes(authority: Authority): Promise<void> {
  const notes = authority.fleet.take();
  if (Object.values(notes).every(({ length }) => length === 0)) return;
  try {
    await database().$transaction((tx) => storeFleetNotes(tx, notes), { timeout: 60_000 });
  } catch (error) {
    authority.fleet.putBack(notes);
    throw error;
  }
}
