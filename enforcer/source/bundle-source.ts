import { createPublicKey } from "node:crypto";
import { type ArchiveName, type BundleName, bundleNames } from "#lib/bundle/bundle-name.ts";
import { type Discovery, readDiscovery } from "#lib/bundle/discovery.ts";
import { revisionText } from "#lib/bundle/revision-text.ts";
import type { Clock } from "#enforcer/clock.ts";
import type { DecisionTime } from "#enforcer/decision-time.ts";
import type { Log } from "#enforcer/log.ts";
import { createActivation } from "./activation.ts";
import { type ArchiveStatus, createArchiveStatus } from "./archive-status.ts";
import { compareRevisions } from "./compare-revisions.ts";
import type { ArchiveAnswer } from "./fetch-archive.ts";
import type { InForce } from "./in-force.ts";
import { type Poller, type PollerPorts, type Polling, startPoller } from "./poller.ts";
import { Refusal, asRefusal } from "./refusal.ts";
import type { StateStore } from "./state-store.ts";

export type BundleSource = {
  readonly inForce: () => InForce | null;
  readonly discovery: () => Discovery | null;
  readonly statuses: () => { readonly bundles: readonly ArchiveStatus[]; readonly discovery: ArchiveStatus };
  /** What an operator should know about: damaged files on disk and the like. */
  readonly alarms: () => readonly string[];
  /** Seconds the own clock is ahead of the authority's. */
  readonly skewSeconds: () => number | null;
  /** From disk first, so that a restart decides at once; then polling begins. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type BundleSourcePorts = {
  readonly serviceUrl: string;
  readonly rootKeyPem: string;
  readonly readToken: () => string;
  readonly bytesMax: number;
  readonly userAgent: string;
  readonly store: StateStore;
  readonly clock: Clock;
  readonly time: DecisionTime;
  readonly log: Log;
  readonly random: () => number;
  /** Something is to be seen in status. */
  readonly changed: () => void;
  /** How often discovery is asked for; tests shorten it. */
  readonly discoveryPolling?: Omit<Polling, "url">;
};

type Archive = { readonly bytes: Uint8Array; readonly tag: string | null };

const discoveryPollingDefault = { waitSeconds: 30, delaySecondsMin: 5, delaySecondsMax: 30 };

/** Discovery tells the keys, the scopes and how to poll; the three bundles follow it. One owner for all of it. */
export function createBundleSource(ports: BundleSourcePorts): BundleSource {
  const { store, clock, time, log } = ports;
  const rootKey = createPublicKey(ports.rootKeyPem);
  const activation = createActivation(ports.bytesMax, time.notBefore);
  const records = {
    policy: createArchiveStatus("policy", clock.nowMs),
    directory: createArchiveStatus("directory", clock.nowMs),
    signals: createArchiveStatus("signals", clock.nowMs),
    discovery: createArchiveStatus("discovery", clock.nowMs),
  };
  const alarms = new Set<string>();
  const pollers = new Map<ArchiveName, { readonly key: string; readonly poller: Poller }>();
  let discovery: Discovery | null = null;
  let discoveryTag: string | null = null;
  let skewSeconds: number | null = null;
  let stopped = false;

  const activated = (name: ArchiveName, revision: string, archive: Archive, origin: "served" | "disk") => {
    records[name].activated(revision, archive.bytes.length, origin);
    log.info("activated", { bundle: name, revision, origin });
    if (origin === "served") persist(name, archive);
    ports.changed();
  };

  const persist = (name: ArchiveName, archive: Archive) => {
    store.save(name, archive).then(
      () => alarms.delete(`${name} could not be kept on disk`),
      (cause: unknown) => {
        alarms.add(`${name} could not be kept on disk`);
        log.error("could not persist", { bundle: name, why: asRefusal(cause).message });
      },
    );
  };

  const takeDiscovery = async (archive: Archive, origin: "served" | "disk") => {
    const next = await readDiscovery(archive.bytes, {
      rootKey,
      nowSeconds: time.nowSeconds(),
      limits: { compressedBytesMax: ports.bytesMax },
      ...(discovery === null ? {} : { deployment: discovery.deployment }),
    });
    if (discovery !== null && compareRevisions(next.revision, discovery.revision) < 0)
      throw new Refusal("older-revision", "discovery is older than the one in force");
    if (discovery !== null && next.channel !== discovery.channel) activation.startOver();
    discovery = next;
    discoveryTag = archive.tag;
    activated("discovery", revisionText(next.revision), archive, origin);
    if (origin === "served") followDiscovery(next);
  };

  const takeBundle = async (name: BundleName, archive: Archive, origin: "served" | "disk") => {
    if (discovery === null) throw new Refusal("not-ready", "there is no discovery yet");
    const revision = await activation.activate(name, archive, discovery, origin);
    activated(name, revision, archive, origin);
  };

  const portsFor = (name: ArchiveName): PollerPorts => ({
    ...ports,
    tag: () => (name === "discovery" ? discoveryTag : (activation.held(name)?.tag ?? null)),
    activate: async (bytes, tag) =>
      name === "discovery"
        ? takeDiscovery({ bytes, tag }, "served")
        : takeBundle(name, { bytes, tag }, "served"),
    requested: records[name].requested,
    answered: (answer) => {
      measureSkew(answer);
      const failing = records[name].read().code !== undefined;
      records[name].unchanged();
      if (failing) ports.changed();
    },
    failed: (refusal) => {
      if (!records[name].refused(refusal)) return;
      log.warn("not activated", { bundle: name, code: refusal.code, why: refusal.message });
      ports.changed();
    },
  });

  const measureSkew = ({ serverDateMs }: ArchiveAnswer) => {
    if (serverDateMs !== null) skewSeconds = Math.round((clock.nowMs() - serverDateMs) / 1000);
  };

  /** A poll that is parked under an older configuration is given up: its answer would come too late or be wrong. */
  const poll = (name: ArchiveName, polling: Polling, identity: string) => {
    const key = JSON.stringify([polling, identity]);
    const running = pollers.get(name);
    if (stopped || running?.key === key) return;
    running?.poller.stop();
    pollers.set(name, { key, poller: startPoller(polling, portsFor(name)) });
  };

  const followDiscovery = ({ bundles, verify, channel }: Discovery) => {
    for (const name of bundleNames) {
      const { resource, scope, polling } = bundles[name];
      const { holdSeconds, delaySecondsMin, delaySecondsMax } = polling;
      const url = `${ports.serviceUrl}/${resource.replace(/^\/+|\/+$/g, "")}`;
      const own = { url, waitSeconds: holdSeconds, delaySecondsMin, delaySecondsMax };
      poll(name, own, `${verify.keyid} ${scope} ${channel}`);
    }
  };

  const loadFromDisk = async (name: ArchiveName) => {
    for await (const stored of store.load(name)) {
      try {
        if ("damage" in stored) throw new Refusal("damaged", stored.damage);
        if (name === "discovery") await takeDiscovery(stored, "disk");
        else await takeBundle(name, stored, "disk");
        return;
      } catch (cause) {
        const { code, message } = asRefusal(cause);
        alarms.add(`${name} on disk was not usable: ${message}`);
        log.error("not usable from disk", { bundle: name, code, why: message });
      }
    }
  };

  return {
    inForce: activation.inForce,
    discovery: () => discovery,
    statuses: () => ({
      bundles: bundleNames.map((name) => records[name].read()),
      discovery: records.discovery.read(),
    }),
    alarms: () => [...alarms],
    skewSeconds: () => skewSeconds,
    start: async () => {
      await loadFromDisk("discovery");
      if (discovery !== null) for (const name of bundleNames) await loadFromDisk(name);
      if (discovery !== null) followDiscovery(discovery);
      const polling = ports.discoveryPolling ?? discoveryPollingDefault;
      poll("discovery", { url: `${ports.serviceUrl}/discovery`, ...polling }, "");
    },
    stop: async () => {
      stopped = true;
      for (const { poller } of pollers.values()) poller.stop();
      await Promise.all([...pollers.values()].map(async ({ poller }) => poller.finished));
    },
  };
}
