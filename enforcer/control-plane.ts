import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Clock } from "./clock.ts";
import type { EnforcerConfig } from "./config.ts";
import type { DecisionTime } from "./decision-time.ts";
import {
  type DecisionLog,
  type DecisionLogPorts,
  createDecisionLog,
} from "./decisions/decision-log.ts";
import type { Log } from "./log.ts";
import { type BundleSource, createBundleSource } from "./source/bundle-source.ts";
import type { Polling } from "./source/poller.ts";
import { createStateStore } from "./source/state-store.ts";
import { createStatusPoster } from "./source/status-poster.ts";
import { type StatusFacts, statusReport } from "./source/status-report.ts";

export type ControlPlanePorts = {
  readonly config: EnforcerConfig;
  readonly version: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly time: DecisionTime;
  readonly random: () => number;
  readonly outcomes: () => Readonly<Record<string, number>>;
  /** Beside those of the bundles. */
  readonly alarms: () => readonly string[];
  /** Only tests are in a hurry. */
  readonly pace: {
    readonly discoveryPolling?: Omit<Polling, "url">;
    readonly statusMs?: number;
    readonly logFlushMs?: number;
  };
};

export type ControlPlane = {
  readonly source: BundleSource;
  readonly decisionLog: DecisionLog;
  /** What an operator should know about what is kept on this machine. */
  readonly alarms: () => readonly string[];
  readonly start: () => Promise<void>;
  readonly stop: (signal: AbortSignal) => Promise<void>;
};

/** Everything that is exchanged with the authority: bundles come, status and decision logs go. */
export function connectControlPlane(ports: ControlPlanePorts): ControlPlane {
  const { config, version, clock, time, log, random, pace } = ports;
  const labels = labelsOf(ports);
  const changed = () => poster.changed();
  const source = createBundleSource({
    serviceUrl: config.serviceUrl,
    rootKeyPem: config.rootKeyPem,
    readToken: config.readToken,
    bytesMax: config.bundleBytesMax,
    userAgent: `sallyport-enforcer/${version}`,
    store: createStateStore(config.stateDir),
    clock,
    time,
    log,
    random,
    changed,
    ...(pace.discoveryPolling && { discoveryPolling: pace.discoveryPolling }),
  });
  const decisionLog = createDecisionLog({
    url: () => `${config.serviceUrl}/logs`,
    readToken: config.readToken,
    labels,
    spoolFolder: join(config.stateDir, "spool"),
    spoolBytesMax: config.spoolBytesMax,
    random,
    changed,
    ...(pace.logFlushMs !== undefined && { flushMs: pace.logFlushMs }),
  });
  const alarms = () => [...source.alarms(), ...ports.alarms()];
  const poster = createStatusPoster({
    url: () => `${config.serviceUrl}/status`,
    readToken: config.readToken,
    log,
    report: () =>
      reportOn(source, {
        labels,
        logs: decisionLog.facts(),
        decisions: ports.outcomes(),
        alarms: alarms(),
      }),
    ...(pace.statusMs !== undefined && { intervalMs: pace.statusMs }),
  });
  return {
    source,
    decisionLog,
    alarms,
    start: async () => {
      await decisionLog.start();
      await source.start();
      poster.start();
    },
    stop: async (signal) => {
      await Promise.all([source.stop(), decisionLog.stop(signal)]);
      await poster.stop(signal);
    },
  };
}

function labelsOf({ version, config }: ControlPlanePorts): DecisionLogPorts["labels"] {
  const product = "sallyport-enforcer";
  return { id: randomUUID(), version, enforcer: config.name, product };
}

function reportOn(
  source: BundleSource,
  rest: Pick<StatusFacts, "labels" | "logs" | "decisions" | "alarms">,
): Readonly<Record<string, unknown>> {
  return statusReport({
    ...rest,
    ...source.statuses(),
    ready: source.inForce() !== null,
    skewSeconds: source.skewSeconds(),
  });
}
