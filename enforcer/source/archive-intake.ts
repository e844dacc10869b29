import type { ArchiveName } from "#lib/bundle/bundle-name.ts";
import type { Discovery } from "#lib/bundle/discovery.ts";
import { revisionText } from "#lib/bundle/revision-text.ts";
import type { DecisionTime } from "#enforcer/decision-time.ts";
import { createActivation } from "./activation.ts";
import { createDiscoveryState } from "./discovery-state.ts";
import type { InForce } from "./in-force.ts";
import { Refusal } from "./refusal.ts";
import type { StoredArchive } from "./state-store.ts";

export type ArchiveIntake = {
  /** Puts an archive of either sort in force and returns its revision, or throws and changes nothing. */
  readonly take: (name: ArchiveName, archive: StoredArchive) => Promise<string>;
  /** The tag of what is in force. */
  readonly tag: (name: ArchiveName) => string | null;
  readonly inForce: () => InForce | null;
  readonly discovery: () => Discovery | null;
};

export function createArchiveIntake(
  rootKeyPem: string,
  bytesMax: number,
  time: DecisionTime,
): ArchiveIntake {
  const discovery = createDiscoveryState(rootKeyPem, bytesMax, time.nowSeconds);
  const activation = createActivation(bytesMax, time.notBefore);
  return {
    inForce: activation.inForce,
    discovery: discovery.current,
    tag: (name) => (name === "discovery" ? discovery.tag() : (activation.held(name)?.tag ?? null)),
    take: async (name, archive) => {
      if (name === "discovery") {
        const { next, channelChanged } = await discovery.take(archive);
        if (channelChanged) activation.startOver();
        return revisionText(next.revision);
      }
      const current = discovery.current();
      if (current === null) throw new Refusal("not-ready", "there is no discovery yet");
      return activation.activate(name, archive, current);
    },
  };
}
