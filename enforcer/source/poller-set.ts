import { type ArchiveName, bundleNames } from "#lib/bundle/bundle-name.ts";
import type { Discovery } from "#lib/bundle/discovery.ts";
import { type Poller, type PollerPorts, type Polling, startPoller } from "./poller.ts";

export type PollerSet = {
  readonly poll: (name: ArchiveName, polling: Polling) => void;
  /** Polls the three bundles as discovery says. */
  readonly follow: (discovery: Discovery) => void;
  readonly stop: () => Promise<void>;
};

/** One poller per archive, replaced when anything about it changes. */
export function createPollerSet(
  serviceUrl: string,
  portsFor: (name: ArchiveName) => PollerPorts,
): PollerSet {
  const running = new Map<ArchiveName, { readonly key: string; readonly poller: Poller }>();
  let stopped = false;
  /** A poll that is parked under an older configuration is given up: its answer would come too late or be wrong. */
  const replace = (name: ArchiveName, polling: Polling, identity: string) => {
    const key = JSON.stringify([polling, identity]);
    const before = running.get(name);
    if (stopped || before?.key === key) return;
    before?.poller.stop();
    running.set(name, { key, poller: startPoller(polling, portsFor(name)) });
  };
  return {
    poll: (name, polling) => replace(name, polling, ""),
    follow: ({ bundles, verify }) => {
      for (const name of bundleNames) {
        const { resource, scope, polling } = bundles[name];
        const { holdSeconds, delaySecondsMin, delaySecondsMax } = polling;
        const url = `${serviceUrl}/${resource.replace(/^\/+|\/+$/g, "")}`;
        const own = { url, waitSeconds: holdSeconds, delaySecondsMin, delaySecondsMax };
        replace(name, own, `${verify.keyid} ${scope}`);
      }
    },
    stop: async () => {
      stopped = true;
      const pollers = [...running.values()].map(({ poller }) => poller);
      for (const poller of pollers) poller.stop();
      await Promise.all(pollers.map(async (poller) => poller.finished));
    },
  };
}
