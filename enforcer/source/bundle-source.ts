import { type ArchiveName, bundleNames } from "#lib/bundle/bundle-name.ts";
import type { Discovery } from "#lib/bundle/discovery.ts";
import type { Clock } from "#enforcer/clock.ts";
import type { DecisionTime } from "#enforcer/decision-time.ts";
import type { Log } from "#enforcer/log.ts";
import { createArchiveIntake } from "./archive-intake.ts";
import { type Alarms, createAlarms } from "./alarms.ts";
import { type ArchiveStatus, createArchiveStatus } from "./archive-status.ts";
import type { InForce } from "./in-force.ts";
import { createPollerSet } from "./poller-set.ts";
import type { PollerPorts, Polling } from "./poller.ts";
import { Refusal, asRefusal } from "./refusal.ts";
import type { StateStore, StoredArchive } from "./state-store.ts";

export type BundleSource = {
  readonly inForce: () => InForce | null;
  readonly discovery: () => Discovery | null;
  readonly statuses: () => {
    readonly bundles: readonly ArchiveStatus[];
    readonly discovery: ArchiveStatus;
  };
  readonly alarms: () => readonly string[];
  /** Seconds the own clock is ahead of the authority's; null: not measured yet. */
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
  readonly discoveryPolling?: Omit<Polling, "url">;
};

type Origin = "served" | "disk";

const discoveryPollingDefault = { waitSeconds: 30, delaySecondsMin: 5, delaySecondsMax: 30 };

/** Discovery tells the keys, the scopes and how to poll; the three bundles follow it. One owner for all of it. */
export function createBundleSource(ports: BundleSourcePorts): BundleSource {
  const { clock, serviceUrl } = ports;
  const intake = createArchiveIntake(ports.rootKeyPem, ports.bytesMax, ports.time);
  const alarms = createAlarms();
  const records = createRecords(clock);
  let skewSeconds: number | null = null;

  const takeServed = async (name: ArchiveName, archive: StoredArchive) => {
    const revision = await intake.take(name, archive);
    noteActivated(name, revision, archive, "served");
    const current = intake.discovery();
    if (name === "discovery" && current !== null) pollers.follow(current);
    persist(ports, alarms, name, archive);
  };
  const noteActivated: NoteActivated = (name, revision, { bytes }, origin) => {
    records[name].activated(revision, bytes.length, origin);
    if (origin === "served") alarms.clear(name, "unreadable");
    ports.log.info("activated", { bundle: name, revision, origin });
    ports.changed();
  };
  const pollers = createPollerSet(serviceUrl, (name): PollerPorts => ({
    ...ports,
    tag: () => intake.tag(name),
    activate: async (bytes, tag) => takeServed(name, { bytes, tag, origin: "served" }),
    requested: records[name].requested,
    answered: ({ serverDateMs }) => {
      if (serverDateMs !== null) skewSeconds = Math.round((clock.nowMs() - serverDateMs) / 1000);
      if (records[name].unchanged()) ports.changed();
    },
    failed: (refusal) => {
      if (records[name].refused(refusal)) noteRefused(ports, name, refusal);
    },
  }));
  const load = async (name: ArchiveName) =>
    loadFromDisk(ports, alarms, name, async (stored) =>
      noteActivated(name, await intake.take(name, stored), stored, "disk"),
    );
  return {
    inForce: intake.inForce,
    discovery: intake.discovery,
    statuses: () => ({
      bundles: bundleNames.map((name) => records[name].read()),
      discovery: records.discovery.read(),
    }),
    alarms: alarms.list,
    skewSeconds: () => skewSeconds,
    start: async () => {
      await load("discovery");
      const known = intake.discovery();
      for (const name of known === null ? [] : bundleNames) await load(name);
      if (known !== null) pollers.follow(known);
      pollers.poll("discovery", {
        url: `${serviceUrl}/discovery`,
        ...(ports.discoveryPolling ?? discoveryPollingDefault),
      });
    },
    stop: pollers.stop,
  };
}

type NoteActivated = (
  name: ArchiveName,
  revision: string,
  archive: StoredArchive,
  origin: Origin,
) => void;

function noteRefused(ports: BundleSourcePorts, name: ArchiveName, refusal: Refused): void {
  ports.log.warn("not activated", { bundle: name, code: refusal.code, why: refusal.message });
  ports.changed();
}

type Refused = Parameters<PollerPorts["failed"]>[0];

function createRecords({ nowMs }: Clock) {
  return {
    policy: createArchiveStatus("policy", nowMs),
    directory: createArchiveStatus("directory", nowMs),
    signals: createArchiveStatus("signals", nowMs),
    discovery: createArchiveStatus("discovery", nowMs),
  };
}

/** After the activation, never before a decision: a full disk costs the copy, not the revocation. */
function persist(
  { store, log, changed }: BundleSourcePorts,
  alarms: Alarms,
  name: ArchiveName,
  archive: StoredArchive,
): void {
  store.save(name, archive).then(
    () => alarms.clear(name, "unwritable"),
    (cause: unknown) => {
      const { message } = asRefusal(cause);
      alarms.raise(name, "unwritable", `${name} could not be kept on disk: ${message}`);
      log.error("could not persist", { bundle: name, why: message });
      changed();
    },
  );
}

/** The newest generation that can be put in force; each one that can't is an alarm. */
async function loadFromDisk(
  { store, log }: BundleSourcePorts,
  alarms: Alarms,
  name: ArchiveName,
  take: (stored: StoredArchive) => Promise<void>,
): Promise<void> {
  for await (const stored of store.load(name)) {
    try {
      if ("damage" in stored) throw new Refusal("damaged", stored.damage);
      return await take(stored);
    } catch (cause) {
      const { code, message } = asRefusal(cause);
      alarms.raise(name, "unreadable", `${name} on disk was not usable: ${message}`);
      log.error("not usable from disk", { bundle: name, code, why: message });
    }
  }
}
