import { type Clock, systemClock } from "./clock.ts";
import type { EnforcerConfig } from "./config.ts";
import { type ControlPlane, type ControlPlanePorts, connectControlPlane } from "./control-plane.ts";
import { createDecisionTime } from "./decision-time.ts";
import { createDecider, type DeciderPorts } from "./decisions/decider.ts";
import type { Log } from "./log.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { enforcerRoutes } from "./server/enforcer-routes.ts";
import { createMetrics } from "./server/metrics.ts";
import { type Ports, createServers } from "./server/open-servers.ts";
import { createCredentialReader } from "./tokens/read-credential.ts";
import { createVerdictCache } from "./tokens/verdict-cache.ts";

export type EnforcerOptions = {
  readonly config: EnforcerConfig;
  readonly version: string;
  readonly log: Log;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly pace?: ControlPlanePorts["pace"];
  /** Where decisions are noted instead of in the log: to see what logging costs. */
  readonly record?: DeciderPorts["record"];
};

export type Enforcer = {
  /** Bundles from disk, then the port: a restart decides before it has asked anybody. */
  readonly start: () => Promise<Ports>;
  /** Stops taking requests, sends logs and a last status, within three seconds. */
  readonly stop: () => Promise<void>;
  readonly source: ControlPlane["source"];
};

const stopMsMax = 2500;

/** Wires the parts together; everything that decides or does I/O is in them. */
export function createEnforcer(options: EnforcerOptions): Enforcer {
  const { config, version, log, clock = systemClock, random = Math.random, pace = {} } = options;
  const time = createDecisionTime(clock);
  const metrics = createMetrics();
  const limiter = createRateLimiter(clock.monotonicMs);
  const cache = createVerdictCache();
  const { outcomes } = metrics;
  const controlPlane = connectControlPlane({
    config,
    version,
    log,
    clock,
    time,
    random,
    outcomes,
    pace,
  });
  const decider = createDecider({
    inForce: controlPlane.source.inForce,
    clock,
    time,
    readCredential: createCredentialReader(cache),
    limiter,
    record: options.record ?? controlPlane.decisionLog.append,
    measure: metrics.decided,
  });
  const routes = enforcerRoutes({
    config,
    decider,
    metrics,
    controlPlane,
    nowSeconds: time.nowSeconds,
    failed: (error) => log.error("a request could not be decided", { error: stackOf(error) }),
    sizes: () => ({ cachedTokens: cache.size(), limitCounters: limiter.size() }),
  });
  const servers = createServers(config, routes);
  return {
    source: controlPlane.source,
    start: async () => {
      await controlPlane.start();
      return servers.open();
    },
    stop: async () => {
      servers.drain();
      await controlPlane.stop(AbortSignal.timeout(stopMsMax));
      servers.close();
    },
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
