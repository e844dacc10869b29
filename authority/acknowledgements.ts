import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import { compareRevisions, parseRevision } from "#lib/enforcers/parse-revision.ts";
import type { FleetNotes } from "./fleet-notes.ts";

/** As many times the same bundle is fetched again with the same old tag until we say that it is refused. */
const servedCountMax = 3;

type Served = { readonly revision: string; readonly tag: string | null; readonly count: number };

export type Acknowledgements = ReturnType<typeof createAcknowledgements>;

/**
 * What polls say by themselves: OPA sends the tag of the last bundle it *activated*, so a poll acknowledges that
 * revision, and the same 200 again and again to the same old tag says that the new one is refused there.
 */
export function createAcknowledgements(fleet: FleetNotes) {
  const served = new Map<string, Served>();

  return {
    /** `current`: the tag was that of the very bundle we serve, so nothing is refused any more. */
    polled: (
      enforcerId: string,
      name: ArchiveName,
      { active, current }: { readonly active: string | null; readonly current: boolean },
    ): void => {
      const at = new Date();
      const healed = current || isPast(active, served.get(`${enforcerId} ${name}`));
      fleet.noteBundle(enforcerId, name, {
        lastPollAt: at,
        ...(active !== null && { activeRevision: active, activeSince: at }),
        ...(healed && { error: null }),
      });
    },
    answered: (
      enforcerId: string,
      name: ArchiveName,
      revision: string,
      tag: string | null,
    ): void => {
      const key = `${enforcerId} ${name}`;
      const before = served.get(key);
      const again = before?.revision === revision && before.tag === tag && tag !== null;
      const count = again ? before.count + 1 : 1;
      served.set(key, { revision, tag, count });
      fleet.noteBundle(enforcerId, name, {
        servedRevision: revision,
        servedAt: new Date(),
        servedCount: count,
        ...(count >= servedCountMax && {
          error: {
            code: "rejects",
            message: `It fetched ${revision} ${count} times and did not put it in force.`,
          },
        }),
      });
    },
  };
}

/** What was refused may never be the newest again: a later one in force heals as well. */
function isPast(active: string | null, served: Served | undefined): boolean {
  if (active === null || !served) return false;
  const [has, given] = [parseRevision(active), parseRevision(served.revision)];
  return has !== null && given !== null && compareRevisions(has, given) >= 0;
}
